import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let filters = Verb(
    "filters", "a layer's kernels, numbered, with what they cover of a song", section: .inside,
    operands: [FiltersOptions.network], options: [FiltersOptions.layer, LookingInside.unit],
    result: .inside(FiltersOptions.network) { call, model in
      try model.checkKernels(
        of: call[FiltersOptions.layer],
        isFitted: call.value(of: FiltersOptions.network)?.type == .kind(.fitted))
    },
    examples: [
      "plot (filters fitted layer: \"conv1\")", "plot (filters fitted layer: \"conv1\" unit: 3)",
      "print (filters fitted).shape",
    ]
  ) { call in
    let network = try call[FiltersOptions.network]
    try network.model.checkKernels(of: call[FiltersOptions.layer], isFitted: network.isFitted)
    let (layer, kernels) = try network.kernels(of: call[FiltersOptions.layer])
    let axes = kernels.shape.count == 4 ? ["filters", "channels", "height", "width"] : ["units", "inputs"]
    let unit = try call.unit(of: kernels.shape[0], layer)
    let size = kernels.values.count / Swift.max(1, kernels.shape[0])
    let values = unit.map { Array(kernels.values[$0 * size..<($0 + 1) * size]) } ?? kernels.values
    let extent = try network.extent(of: layer, kernels.shape)
    return .object(
      ArrayValue(
        meaning: KernelArray(
          layer: layer, first: unit ?? 0, extent: extent,
          isFirst: kernels.shape.dropFirst().first == 3, isDepthwise: MobileNetV2.isDepthwise(layer),
          network: network.model.briefPipeline),
        shape: [unit == nil ? kernels.shape[0] : 1] + kernels.shape.dropFirst(), axes: axes, values: values))
  }
}

extension MobileNetV2 {
  /// A block by its name.
  private static func block(_ layer: String) -> Block? {
    guard layer.hasPrefix("block"), let block = Int(layer.dropFirst(5)), blocks.indices.contains(block) else {
      return nil
    }
    return blocks[block]
  }

  /// Whether the first convolution of a block has a kernel a channel.
  fileprivate static func isDepthwise(_ layer: String) -> Bool {
    (block(layer)?.convolutions.first?.groups ?? 1) > 1
  }

  /// How many convolutions a block has; 1 of what is none.
  fileprivate static func convolutions(of layer: String) -> Int { block(layer)?.convolutions.count ?? 1 }
}

extension GivenNetwork {
  fileprivate var isFitted: Bool { if case .fitted = self { true } else { false } }

  /// What a place of a layer sees of a song as the network reads songs; nil where the layer has no place of its own.
  fileprivate func seen(by layer: String) throws -> SeenField? {
    try SongFields(self).fields().last { $0.layer == layer }
  }

  /// What the kernels cover, or what a matrix's rows are.
  fileprivate func extent(of layer: String, _ shape: [Int]) throws -> String {
    guard shape.count == 4 else { return rows(of: layer, count: shape[0]) }
    let words = try seen(by: layer)?.words ?? heard(by: layer, shape)
    guard shape[2] * shape[3] == 1 else { return words }
    // What follows in the block sees more than these kernels do.
    let isWhole = MobileNetV2.convolutions(of: layer) == 1
    return "1 × 1: a filter weighs the channels of one place" + (isWhole ? "; \(words)" : "")
  }

  /// What a kernel of musicnn's covers of the sound; empty for other layers.
  fileprivate func heard(by layer: String, _ shape: [Int]) -> String {
    guard model.innerConvolutions.contains(layer) else { return "" }
    let time =
      "\(shape[3].of("frame")) (\((Double(shape[3]) * LogMelWindows.stride).shortest(decimals: 2)) s)"
    return shape[1] == 1
      ? "a place hears \(time) of \(shape[2].of("band")) of the \(LogMelWindows.bands); time to the right, frequency upwards"
      : "a place reads \(time) of what the convolutions before it give; time to the right"
  }

  /// What the rows of a layer's matrix are, of a recurrent layer: so many units for each gate; empty for others.
  fileprivate func rows(of layer: String, count: Int) -> String {
    let kind = model.namedLayers.first { $0.name == layer }?.layer.kind
    guard let units = kind?.recurrence?.units, units > 0,
      let gates = [RecurrentKind.rnn, .gru, .lstm].first(where: { $0.gateNames.count == count / units })?
        .gateNames
    else { return "" }
    let parts = gates.enumerated().map { "\($1) \($0 * units)–\(($0 + 1) * units - 1)" }
    return "rows: \(parts.joined(separator: ", ")); columns: what each unit reads"
  }

  /// The kernels of a layer, or of the first one that has any. A whole MobileNetV2's are those of its first block.
  fileprivate func kernels(of layer: String?) throws -> (layer: String, kernels: Tensor) {
    func named(_ name: String) throws -> (layer: String, kernels: Tensor) {
      let kernels = try kernels(of: name)
      if let inner = model.musicnnConvolution(name) { return (inner, kernels) }
      return (name.hasPrefix("mobilenetv2") && kernels.shape.count == 4 ? "block0" : name, kernels)
    }
    if let layer { return try named(layer) }
    var refusal: (any Error)?
    for name in model.allNames {
      do { return try named(name) } catch { refusal = refusal ?? error }
    }
    throw refusal ?? Failure("the recipe has no layers")
  }

  private func kernels(of layer: String) throws -> Tensor {
    switch self {
    case .recipe(let value): try value.model.kernels(layer: layer)
    case .fitted(let value): try value.fitted.kernels(layer: layer)
    }
  }
}

private enum FiltersOptions {
  static let network = TypedOperand(
    "model", .network, help: "a fitted network, or a recipe with pretrained layers")
  static let layer = TypedOption(
    "layer", .text, absence: "the first with kernels",
    help: "its name, or a block's; of musicnn timbral1 … middle3"
  ) { try? $0[network]?.kernels(of: nil).layer }.naming("layers")
}
