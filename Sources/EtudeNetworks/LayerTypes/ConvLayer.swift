import EtudeCore

/// Convolution with square kernels, padded by half a kernel.
package struct ConvLayer: LayerType {
  static let verb = "conv"

  package let filters: Int
  package let kernel: Int
  package let stride: Int
  package let groups: Int
  package let bias: Bool

  func checkSettings() throws {
    try atLeastOne(filters, "filters")
    try atLeastOne(kernel, "kernel")
    try atLeastOne(stride, "stride")
    try atLeastOne(groups, "groups")
    if kernel % 2 == 0 { throw Failure("kernel of conv is \(kernel)", fix: "give an odd number") }
    if filters % groups != 0 {
      throw Failure("conv's \(filters) filters do not divide into \(groups) groups", fix: "change groups")
    }
  }

  func checkPlace(_ place: LayerPlace) throws { try place.expectMap() }
  func roughOutput(of input: Model.Rough) -> Model.Rough { .map }

  func appendSettings(to digester: inout Digester) {
    for number in [filters, kernel, stride, groups, bias ? 1 : 0] { digester.append(number) }
  }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    guard try input.map(for: name).channels % groups == 0 else {
      throw Failure("\(name)'s \(groups) groups do not divide the channels of \(input)", fix: "change groups")
    }
    return try input.windowed(kernel, stride: stride, padding: kernel / 2, channels: filters, name: name)
  }

  func field(over field: ReceptiveField) -> ReceptiveField {
    field.through(kernel, stride: stride, padding: kernel / 2)
  }

  var hasWeights: Bool { true }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.linear(
      layer.name, shape: [filters, layer.input.features / groups, kernel, kernel], bias: bias,
      isFrozen: layer.isFrozen)
  }

  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int {
    guard case .map(_, let height, let width) = layer.output else { return 0 }
    return layer.factorCount * height * width
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    let settings = Convolution.Settings(
      name: binding.layer.name, inputs: binding.layer.input.features, filters: filters, kernel: kernel,
      stride: stride, groups: groups, hasBias: bias)
    return try binding.builder.append(
      Convolution(
        settings, binding.input, output: binding.layer.output, isTrained: binding.isTrained, binding.context))
  }
}

extension LayerKind {
  /// Convolution with square kernels, padded by half a kernel; `groups` equal to the channels is depthwise.
  public static func conv(filters: Int, kernel: Int = 3, stride: Int = 1, groups: Int = 1, bias: Bool = true)
    -> LayerKind
  {
    LayerKind(ConvLayer(filters: filters, kernel: kernel, stride: stride, groups: groups, bias: bias))
  }

  /// The layers of the verb `cnn`: blocks of convolution, batch norm, relu and max-pooling, filters doubling up to 64.
  public static func convolutionBlocks(blocks: Int = 4, filters: Int = 16, kernel: Int = 3) -> [LayerKind] {
    (0..<blocks).flatMap { block -> [LayerKind] in
      let width = max(filters, min(filters << min(block, 20), 64))
      return [.conv(filters: width, kernel: kernel, bias: false), .batchnorm, .relu, .maxpool()]
    }
  }
}
