import EtudeCore

/// A layer that takes one value from each window of a feature map.
protocol PoolingLayer: LayerType {
  /// The greatest value, or else the mean.
  static var isMax: Bool { get }
  var kernel: Int { get }
  var stride: Int { get }
}

extension PoolingLayer {
  func checkSettings() throws {
    try atLeastOne(kernel, "kernel")
    try atLeastOne(stride, "stride")
  }

  func checkPlace(_ place: LayerPlace) throws { try place.expectMap() }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .map }

  func appendSettings(to digester: inout Digester) {
    digester.append(kernel)
    digester.append(stride)
  }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    try input.windowed(
      kernel, stride: stride, padding: 0, channels: input.map(for: name).channels, name: name)
  }

  func field(over field: ReceptiveField) -> ReceptiveField {
    field.through(kernel, stride: stride, padding: 0)
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(
      Pooling(
        binding.layer.name, binding.input, isMax: Self.isMax,
        window: (kernel, kernel), strides: (stride, stride), binding.context))
  }
}

extension Shape {
  /// The map that it is.
  /// - Throws: a `Failure` naming the layer that wants one.
  func map(for name: String) throws -> (channels: Int, height: Int, width: Int) {
    guard let map = asMap else {
      throw Failure("\(name) wants a feature map and gets \(phrase)", fix: "put it earlier")
    }
    return map
  }

  /// The map of all windows of a map.
  func windowed(_ kernel: Int, stride: Int, padding: Int, channels: Int, name: String) throws -> Shape {
    let map = try map(for: name)
    let height = map.height + 2 * padding - kernel
    let width = map.width + 2 * padding - kernel
    guard height >= 0, width >= 0 else {
      throw Failure(
        "\(name) wants a map of \(kernel) × \(kernel) or more and gets \(self)",
        fix: "pool less before it, or use a larger picture")
    }
    return .map(channels: channels, height: height / stride + 1, width: width / stride + 1)
  }
}
