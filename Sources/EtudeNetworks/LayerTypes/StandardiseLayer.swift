import EtudeCore

/// Subtracts the means and divides by the deviations of the training items: what stands before a linear head on frozen
/// layers whose numbers differ in scale. No verb makes it; a plan implies it, as it does a globalpool.
package struct StandardiseLayer: LayerType {
  static let verb = "standardise"

  /// The layer that has the statistics among its own tensors.
  package let owner: String

  func appendSettings(to digester: inout Digester) { digester.append(owner) }
  func roughOutput(of input: Model.Rough) -> Model.Rough { input }
  func output(of input: Shape, name: String, classes: Int) -> Shape { input }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    Parameter.standardisation(owner, count: layer.input.features, isFrozen: false)
  }

  var canBeInPrefix: Bool { false }

  func bind(_ binding: LayerBinding) throws -> Signal {
    try binding.builder.append(
      Standardise(binding.layer.name, statistics: owner, binding.input, binding.context))
  }
}

extension ResolvedLayer {
  /// The layer that standardises a vector before `head`.
  init(standardising input: Shape, for head: String) {
    let type = StandardiseLayer(owner: head)
    self.init(
      name: StandardiseLayer.verb, kind: LayerKind(type), input: input, output: input,
      parameters: type.parameters(
        of: LayerPlan(name: StandardiseLayer.verb, input: input, frozenParts: 0, classes: 0)),
      isFrozen: true, frozenParts: 1, isImplicit: true, branches: [])
  }

  var isStandardisation: Bool { kind.type is StandardiseLayer }
}

extension [NamedLayer] {
  /// Where a plan standardises: before the dropouts that a linear head has in front, if some layer asks for it and all with
  /// weights are frozen; nil where it does not.
  var standardisedHead: (place: Int, head: String)? {
    guard let head = last, head.layer.kind == .classify, !head.layer.isFrozen else { return nil }
    let before = dropLast().flatMap(\.all).map(\.layer).filter(\.kind.branches.isEmpty)
    guard before.allSatisfy({ $0.isFrozen || !$0.kind.hasWeights }),
      before.contains(where: \.kind.type.wantsStandardisedHead)
    else { return nil }
    let dropouts = dropLast().reversed().prefix { $0.layer.kind.type is DropoutLayer }.count
    return (count - 1 - dropouts, head.name)
  }
}
