import EtudeCore

/// MobileNetV2 up to its last feature map: `[3, size, size]` to `[1280, size / 32, size / 32]`.
package struct MobileNetV2Layer: LayerType {
  static let verb = "mobilenetv2"

  package let weights: LayerKind.Weights

  func checkPlace(_ place: LayerPlace) throws { try place.expectFirst(reading: "image") }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .map }
  func appendSettings(to digester: inout Digester) { digester.append(weights.rawValue) }
  var partNames: [String] { MobileNetV2.blocks.indices.map { "block\($0)" } }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    guard case .image(let size) = input else {
      throw Failure("\(name) wants the image and gets \(input.phrase)", fix: "put it first")
    }
    guard size >= 32 else {
      throw Failure("\(name) wants a picture of 32 × 32 or more and gets \(input)", fix: "use a larger size")
    }
    let side = (size + 31) / 32
    return .map(channels: MobileNetV2.channels, height: side, width: side)
  }

  var hasWeights: Bool { true }
  var isPretrained: Bool { weights == .imagenet }
  func pretrainedWeights() throws -> [String: Tensor] { try PretrainedWeights.mobilenetv2.load() }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    MobileNetV2.parameters(name: layer.name, frozenBlocks: layer.frozenParts)
  }

  func partFields(over field: ReceptiveField) -> [(layer: String, field: ReceptiveField)] {
    var field = field
    return zip(partNames, MobileNetV2.blocks).map { name, block in
      // What a residual block passes on as it is lies within what its kernels see.
      for convolution in block.convolutions {
        field = field.through(
          convolution.kernel, stride: convolution.stride, padding: convolution.kernel / 2)
      }
      return (name, field)
    }
  }

  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int {
    guard case .image(var side) = layer.input else { return 0 }
    var sum = 0
    for (index, block) in MobileNetV2.blocks.enumerated() {
      for convolution in block.convolutions {
        side = (side + convolution.stride - 1) / convolution.stride
        if index >= part { sum += convolution.shape.reduce(1, *) * side * side }
      }
    }
    return sum
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    let (layer, builder) = (binding.layer, binding.builder)
    if binding.context.isDifferentiated {
      return try binding.parts.reduce(binding.input) { signal, index in
        try builder.naming("block\(index)") {
          try bind(
            MobileNetV2.blocks[index], to: signal, isTrained: index >= layer.frozenParts, of: binding)
        }
      }
    }
    if !builder.isInspected {
      return try builder.append(
        FoldedBlocks(layer.name, blocks: binding.parts, binding.input, binding.context))
    }
    return try binding.parts.reduce(binding.input) { signal, index in
      try builder.naming("block\(index)") {
        try builder.append(FoldedBlocks(layer.name, blocks: index..<index + 1, signal, binding.context))
      }
    }
  }

  private func bind(
    _ block: MobileNetV2.Block, to input: Signal, isTrained: Bool, of binding: LayerBinding
  ) throws -> Signal {
    let (name, builder, context) = (binding.layer.name, binding.builder, binding.context)
    var entry = input
    var signal = input
    if block.isResidual {
      let split = Split(name, input, readers: 2, context)
      _ = builder.append(split)
      (signal, entry) = (split.readers[0], split.readers[1])
    }
    for convolution in block.convolutions {
      let settings = Convolution.Settings(
        name: "\(name).\(convolution.name)", inputs: convolution.inputs, filters: convolution.outputs,
        kernel: convolution.kernel, stride: convolution.stride, groups: convolution.groups, hasBias: false)
      let extents = signal.value.descriptor.extents
      let shape = Shape.map(
        channels: convolution.outputs, height: (extents[2] + convolution.stride - 1) / convolution.stride,
        width: (extents[3] + convolution.stride - 1) / convolution.stride)
      signal = try builder.append(
        Convolution(settings, signal, output: shape, isTrained: isTrained, context))
      signal = try builder.append(
        BatchNorm(
          "\(name).\(convolution.normName)", signal, isTrained: isTrained, fusesRelu: false,
          context))
      if convolution.isActivated {
        signal = try builder.append(
          Activation(Relu6Layer.function, name: settings.name, signal, context))
      }
    }
    return block.isResidual ? try builder.append(ResidualAdd(name, [signal, entry], context)) : signal
  }
}

extension LayerKind {
  /// Where MobileNetV2's weights come from.
  public enum Weights: String, Codable, Hashable, Sendable, CaseIterable {
    /// Pretrained on ImageNet.
    case imagenet
    /// Random; the network is trained from scratch.
    case none
  }

  /// MobileNetV2 up to its last feature map: `[3, size, size]` to `[1280, size / 32, size / 32]`.
  public static func mobilenetv2(weights: Weights) -> LayerKind {
    LayerKind(MobileNetV2Layer(weights: weights))
  }
}
