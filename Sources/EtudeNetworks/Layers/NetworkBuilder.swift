import EtudeCore

/// Binds the layers of a chain to one another, branch by branch.
final class NetworkBuilder {
  private(set) var slots: [InputSlot] = []
  private(set) var layers: [any NetworkLayer] = []
  private(set) var signals: [String: Signal] = [:]
  private let context: LayerContext
  private let steps: Int
  private let stream: Digest
  private let areWeightsKnown: Bool
  private let cutsPrefix: Bool
  private let isInspected: Bool

  init(
    context: LayerContext, steps: Int, stream: Digest, areWeightsKnown: Bool, cutsPrefix: Bool,
    isInspected: Bool
  ) {
    self.context = context
    self.steps = steps
    self.stream = stream
    self.areWeightsKnown = areWeightsKnown
    self.cutsPrefix = cutsPrefix
    self.isInspected = isInspected
  }

  /// Builds a chain behind `input`, or behind front ends of its own if there is none, and gives its output.
  ///
  /// - Parameter blocks: how many blocks of a MobileNetV2 in front to build; nil for all.
  func build(_ chain: [ResolvedLayer], from input: Signal?, blocks: Int? = nil) throws -> Signal {
    var rest = chain[...]
    var firstBlock = 0
    let blockCount = blocks ?? MobileNetV2.blockCount
    var signal: Signal
    if let input {
      signal = input
    } else if let first = rest.first, case .combine = first.kind {
      signal = append(try Joining(first.name, try first.branches.map { try build($0, from: nil) }, context))
      signals[first.name] = signal
      rest = rest.dropFirst()
    } else {
      var (front, count) = FrontEnd.of(chain, areWeightsKnown: areWeightsKnown)
      if !cutsPrefix, case .frozen(let prefix) = front {
        (front, count) = (.image(size: prefix.imageSize), 0)
      }
      let slot = try InputSlot(front, steps: steps, context)
      slots.append(slot)
      signal = slot.signal
      for layer in rest.prefix(count) { signals[layer.name] = signal }
      rest = rest.dropFirst(count)
      if case .frozen(let prefix) = front, count == 0 { firstBlock = prefix.blocks ?? 0 }
    }
    while let layer = rest.popFirst() {
      if let pool = try bindNormPool(layer, rest.prefix(2), to: signal) {
        signal = pool
        for each in [layer] + rest.prefix(2) { signals[each.name] = signal }
        rest = rest.dropFirst(2)
        continue
      }
      let isBeforeRelu = rest.first?.kind == .relu && !isInspected
      let fuses = isBeforeRelu && layer.kind == .batchnorm && layer.input.asMap != nil
      signal = try bind(layer, to: signal, blocks: firstBlock..<blockCount, fusesRelu: fuses)
      signals[layer.name] = signal
      if fuses, let relu = rest.popFirst() { signals[relu.name] = signal }
      firstBlock = 0
    }
    return signal
  }

  private func append(_ layer: any NetworkLayer) -> Signal {
    layers.append(layer)
    return layer.output
  }

  private func bind(
    _ layer: ResolvedLayer, to input: Signal, blocks: Range<Int>, fusesRelu: Bool
  ) throws -> Signal {
    let name = layer.name
    switch layer.kind {
    case .mobilenetv2:
      return try bindMobileNetV2(layer, to: input, blocks: blocks)
    case .conv(let filters, let kernel, let stride, let groups, let bias):
      let settings = Convolution.Settings(
        name: name, inputs: layer.input.features, filters: filters, kernel: kernel, stride: stride,
        groups: groups,
        hasBias: bias)
      return append(
        try Convolution(settings, input, output: layer.output, isTrained: !layer.isFrozen, context))
    case .batchnorm:
      return append(
        try BatchNorm(
          name, input, output: layer.output, isTrained: !layer.isFrozen, fusesRelu: fusesRelu, context))
    case .relu, .relu6, .tanh, .sigmoid:
      return append(try Activation(layer.kind, name: name, input, context))
    case .maxpool(let kernel, let stride), .avgpool(let kernel, let stride):
      return append(
        try Pooling(
          name, input, output: layer.output, isMax: layer.kind.verb == "maxpool", window: (kernel, kernel),
          strides: (stride, stride), context))
    case .flatten: return append(try Flatten(name, input, context))
    case .columns: return append(try Pooling(columns: name, input, context))
    case .globalpool:
      if case .sequence = input.shape { return append(try SequencePooling(name, input, context)) }
      return append(try Pooling(global: name, input, context))
    case .dense(let units):
      return append(try Dense(name, input, units: units, isTrained: !layer.isFrozen, context))
    case .classify:
      return append(
        try Dense(name, input, units: layer.output.features, isTrained: !layer.isFrozen, context))
    case .dropout(let rate):
      return append(try Dropout(name, input, rate: rate, stream: stream, context))
    case .gru, .lstm, .rnn:
      guard let recurrence = layer.kind.recurrence,
        let recurrent = layer.kind.recurrentLayer(inputs: layer.input.features)
      else { return input }
      return append(
        try Recurrent(
          name, recurrent, input, output: layer.output, givesSequence: recurrence.givesSequence,
          isTrained: !layer.isFrozen, dropout: recurrence.dropout, stream: stream, context))
    case .combine:
      let fork = Forking(name, input, readers: layer.branches.count, context)
      layers.append(fork)
      let outputs = try zip(layer.branches, fork.readers).map { try build($0, from: $1) }
      return append(try Joining(name, outputs, context))
    case .stats: return input
    }
  }

  /// One layer for batch norm, relu and max-pool behind a convolution; nil where that is not what follows, or where the
  /// convolution's output lies in a way that it does not read.
  private func bindNormPool(
    _ layer: ResolvedLayer, _ rest: ArraySlice<ResolvedLayer>, to input: Signal
  ) throws -> Signal? {
    guard layer.kind == .batchnorm, !layer.isFrozen, rest.map(\.kind) == [.relu, .maxpool()],
      context.purpose == .training, !isInspected, let pool = rest.last,
      let convolution = layers.last as? Convolution, convolution.output === input,
      let map = try BlockedMap(input.value.descriptor)
    else { return nil }
    return append(try NormPool(layer.name, input, map: map, output: pool.output, context))
  }

  private func bindMobileNetV2(_ layer: ResolvedLayer, to input: Signal, blocks: Range<Int>) throws -> Signal
  {
    if !context.isDifferentiated {
      if !isInspected { return append(try FoldedBlocks(layer.name, blocks: blocks, input, context)) }
      return try blocks.reduce(input) { signal, index in
        let output = append(try FoldedBlocks(layer.name, blocks: index..<index + 1, signal, context))
        signals["block\(index)"] = output
        return output
      }
    }
    var signal = input
    for index in blocks {
      signal = try bindBlock(
        MobileNetV2.blocks[index], of: layer.name, to: signal, isTrained: index >= layer.frozenParts)
      signals["block\(index)"] = signal
    }
    return signal
  }

  private func bindBlock(
    _ block: MobileNetV2.Block, of name: String, to input: Signal, isTrained: Bool
  ) throws -> Signal {
    var entry = input
    var signal = input
    if block.isResidual {
      let fork = Forking(name, input, readers: 2, context)
      layers.append(fork)
      (signal, entry) = (fork.readers[0], fork.readers[1])
    }
    for convolution in block.convolutions {
      let settings = Convolution.Settings(
        name: "\(name).\(convolution.name)", inputs: convolution.inputs, filters: convolution.outputs,
        kernel: convolution.kernel, stride: convolution.stride, groups: convolution.groups, hasBias: false)
      let extents = signal.value.descriptor.extents
      let shape = Shape.map(
        channels: convolution.outputs, height: (extents[2] + convolution.stride - 1) / convolution.stride,
        width: (extents[3] + convolution.stride - 1) / convolution.stride)
      signal = append(try Convolution(settings, signal, output: shape, isTrained: isTrained, context))
      signal = append(
        try BatchNorm(
          "\(name).\(convolution.normName)", signal, output: shape, isTrained: isTrained, fusesRelu: false,
          context))
      if convolution.isActivated {
        signal = append(try Activation(.relu6, name: settings.name, signal, context))
      }
    }
    return block.isResidual ? append(try Adding(name, [signal, entry], context)) : signal
  }
}
