import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let filters = Verb(
    "filters", "a layer's kernels", section: .inside,
    operands: [FiltersOptions.network], options: [FiltersOptions.layer],
    result: .inside(FiltersOptions.network) { call, model in
      let layer = call[FiltersOptions.layer]
      try model.checkLayer(layer)
      try model.checkKernels(
        of: layer, isFitted: call.value(of: FiltersOptions.network)?.type == .kind(.fitted))
    }, examples: ["plot (filters fitted layer: \"conv1\")", "print (filters fitted).shape"]
  ) { call in
    let (layer, kernels) = try call[FiltersOptions.network].kernels(of: call[FiltersOptions.layer])
    let axes = kernels.shape.count == 4 ? ["filters", "channels", "height", "width"] : ["units", "inputs"]
    return .object(
      ArrayValue(
        meaning: KernelArray(layer: layer), shape: kernels.shape, axes: axes, values: kernels.values))
  }
}

extension GivenNetwork {
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
  ) { try? $0[network]?.kernels(of: nil).layer }
}
