import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let filters = Verb(
    "filters", "a layer's kernels, numbered, with what they cover of a song", section: .inside,
    operands: [FiltersOptions.network], options: [FiltersOptions.layer, LookingInside.unit],
    result: .inside(FiltersOptions.network) { call, model in
      let layer = call[FiltersOptions.layer]
      try model.checkLayer(layer)
      try model.checkKernels(
        of: layer, isFitted: call.value(of: FiltersOptions.network)?.type == .kind(.fitted))
    },
    examples: [
      "plot (filters fitted layer: \"conv1\")", "plot (filters fitted layer: \"conv1\" unit: 3)",
      "print (filters fitted).shape",
    ]
  ) { call in
    let network = try call[FiltersOptions.network]
    let (layer, kernels) = try network.kernels(of: call[FiltersOptions.layer])
    let axes = kernels.shape.count == 4 ? ["filters", "channels", "height", "width"] : ["units", "inputs"]
    let unit = try call.unit(of: kernels.shape[0], layer)
    let size = kernels.values.count / Swift.max(1, kernels.shape[0])
    let values = unit.map { Array(kernels.values[$0 * size..<($0 + 1) * size]) } ?? kernels.values
    let seen = kernels.shape.count == 4 ? try network.seen(by: layer) : nil
    return .object(
      ArrayValue(
        meaning: KernelArray(
          layer: layer, first: unit ?? 0, extent: seen?.words ?? "",
          isFirst: kernels.shape.dropFirst().first == 3),
        shape: [unit == nil ? kernels.shape[0] : 1] + kernels.shape.dropFirst(), axes: axes, values: values))
  }
}

extension GivenNetwork {
  /// What a place of a layer sees of a song as the network reads songs; nil where the layer has no place of its own.
  fileprivate func seen(by layer: String) throws -> SeenField? {
    try SongFields(self).fields().last { $0.layer == layer }
  }

  /// The kernels of a layer, or of the first one that has any.
  fileprivate func kernels(of layer: String?) throws -> (layer: String, kernels: Tensor) {
    if let layer { return (layer, try kernels(of: layer)) }
    var refusal: (any Error)?
    for name in model.allNames {
      do { return (name, try kernels(of: name)) } catch { refusal = refusal ?? error }
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
    "layer", .text, absence: "the first with kernels", help: "its name, or a block's"
  ) { try? $0[network]?.kernels(of: nil).layer }.naming("layers")
}
