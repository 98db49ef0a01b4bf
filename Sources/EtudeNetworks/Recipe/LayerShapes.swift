import EtudeCore

extension LayerKind {
  /// The shape the layer gives for an input.
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  func output(of input: Shape, name: String, genres: Int) throws -> Shape {
    func map() throws -> (channels: Int, height: Int, width: Int) {
      guard let map = input.asMap else {
        throw Failure("\(name) wants a feature map and gets \(input.phrase)", fix: "put it earlier")
      }
      return map
    }
    func windows(_ kernel: Int, _ stride: Int, padding: Int, channels: Int) throws -> Shape {
      let map = try map()
      let height = map.height + 2 * padding - kernel
      let width = map.width + 2 * padding - kernel
      guard height >= 0, width >= 0 else {
        throw Failure(
          "\(name) wants a map of \(kernel) × \(kernel) or more and gets \(input)",
          fix: "pool less before it, or use a larger picture")
      }
      return .map(channels: channels, height: height / stride + 1, width: width / stride + 1)
    }
    switch self {
    case .mobilenetv2:
      guard case .image(let size) = input else {
        throw Failure("\(name) wants the image and gets \(input.phrase)", fix: "put it first")
      }
      guard size >= 32 else {
        throw Failure(
          "\(name) wants a picture of 32 × 32 or more and gets \(input)", fix: "use a larger size")
      }
      let side = (size + 31) / 32
      return .map(channels: 1280, height: side, width: side)
    case .conv(let filters, let kernel, let stride, let groups, _):
      guard try map().channels % groups == 0 else {
        throw Failure(
          "\(name)'s \(groups) groups do not divide the channels of \(input)", fix: "change groups")
      }
      return try windows(kernel, stride, padding: kernel / 2, channels: filters)
    case .maxpool(let kernel, let stride), .avgpool(let kernel, let stride):
      return try windows(kernel, stride, padding: 0, channels: map().channels)
    case .batchnorm, .relu, .relu6, .tanh, .sigmoid, .dropout:
      return input.asMap.map { .map(channels: $0.channels, height: $0.height, width: $0.width) } ?? input
    case .flatten:
      let map = try map()
      return .vector(map.channels * map.height * map.width)
    case .columns:
      let map = try map()
      return .sequence(steps: map.width, features: map.channels)
    case .globalpool:
      guard let features = input.pooled else {
        throw Failure(
          "\(name) wants a feature map or a sequence and gets \(input.phrase)", fix: "leave it out")
      }
      return .vector(features)
    case .dense(let units): return .vector(units)
    case .classify: return .vector(genres)
    case .stats: return .vector(2 * input.features)
    case .gru(let recurrence), .lstm(let recurrence), .rnn(let recurrence):
      let steps: Int?
      switch input {
      case .frames: steps = recurrence.steps
      case .sequence(let count, _): steps = count
      default:
        throw Failure("\(name) wants a sequence and gets \(input.phrase)", fix: "put columns before it")
      }
      return recurrence.givesSequence
        ? .sequence(steps: steps, features: recurrence.features) : .vector(recurrence.features)
    case .combine: return input
    }
  }

  /// The layer's weights and statistics for an input.
  func parameters(name: String, input: Shape, frozenParts: Int, genres: Int) throws -> [Parameter] {
    let isFrozen = frozenParts > 0
    switch self {
    case .mobilenetv2:
      return MobileNetV2.parameters(name: name, frozenBlocks: frozenParts)
    case .conv(let filters, let kernel, _, let groups, let bias):
      let shape = [filters, input.features / groups, kernel, kernel]
      return Parameter.linear(name, shape: shape, bias: bias, isFrozen: isFrozen)
    case .batchnorm:
      return Parameter.batchNorm(name, channels: input.features, isFrozen: isFrozen)
    case .dense(let units):
      return Parameter.linear(name, shape: [units, input.features], bias: true, isFrozen: isFrozen)
    case .classify:
      return Parameter.linear(name, shape: [genres, input.features], bias: true, isFrozen: isFrozen)
    case .stats:
      return Parameter.standardisation(name, count: 2 * input.features, isFrozen: isFrozen)
    case .gru, .lstm, .rnn:
      guard let layer = recurrentLayer(inputs: input.features) else { return [] }
      let bound = 1 / Double(layer.units).squareRoot()
      let weights = layer.parameters.map {
        Parameter(
          name: "\(name).\($0.name)", shape: $0.shape, role: .weight(bound: bound), isFrozen: isFrozen)
      }
      if case .frames(let bands) = input {
        return weights + Parameter.standardisation(name, count: bands, isFrozen: isFrozen)
      }
      return weights
    case .relu, .relu6, .tanh, .sigmoid, .maxpool, .avgpool, .flatten, .globalpool, .dropout, .columns,
      .combine:
      return []
    }
  }

  /// The recurrent layer by its sizes; nil for all other kinds.
  func recurrentLayer(inputs: Int) -> RecurrentLayer? {
    let kinds: [String: RecurrentKind] = ["gru": .gru, "lstm": .lstm, "rnn": .rnn]
    guard let recurrence, let kind = kinds[verb] else { return nil }
    return RecurrentLayer(
      kind, inputs: inputs, units: recurrence.units, layers: recurrence.layers,
      isBidirectional: recurrence.isBidirectional)
  }
}
