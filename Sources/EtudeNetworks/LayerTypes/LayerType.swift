import EtudeCore

/// A layer of a recipe: what it does, with everything its verb was told. It holds no weights.
///
/// The folder `LayerTypes` holds one layer a file: its name, what it can stand behind, its shape, its parameters, and
/// how it is bound to the engine's layers in the folder `Layers`. `LayerRegistry` lists them. To add one, write its file
/// and a line in the registry.
protocol LayerType: Codable, Hashable, Sendable {
  /// The verb that makes the layer, and so its name.
  static var verb: String { get }

  // MARK: The recipe

  /// Throws a `Failure` if a setting is out of range, whatever comes before the layer.
  func checkSettings() throws
  /// Throws a `Failure` if the layer cannot stand in its place, as far as that is known without an input's size.
  func checkPlace(_ place: LayerPlace) throws
  /// What kind of thing it gives for a kind of thing.
  func roughOutput(of input: Model.Rough) -> Model.Rough
  /// The settings in a fixed order; its verb is appended by others.
  func appendSettings(to digester: inout Digester)
  /// The same with settings left out that two trainings may differ in and still draw the same random numbers.
  var forStreams: Self { get }
  /// Which view of an item it reads as a first layer.
  var firstView: ExampleView { get }
  /// The same, of all its branches.
  var firstViews: Set<ExampleView> { get }
  /// Recipes that stand side by side within it.
  var branches: [Model] { get }
  /// The same with other branches, as many as it has.
  func replacing(branches: [Model]) -> Self
  /// Names of its parts that can be frozen apart, the first first; empty if it is one.
  var partNames: [String] { get }
  /// The settings of a recurrent layer, nil for all others.
  var recurrence: LayerKind.Recurrence? { get }
  /// Whether gates decide what it keeps.
  var hasGates: Bool { get }
  /// Whether it names classes, so that a recipe may end with it.
  var isClassifier: Bool { get }
  /// Whether it learns at once, without epochs.
  var isClassical: Bool { get }

  // MARK: Shapes and weights

  /// True if a map or a sequence is averaged over its positions before it.
  var averagesPositions: Bool { get }
  /// The shape it gives for an input.
  /// - Throws: `Failure` naming the layer, what it got and what it wants.
  func output(of input: Shape, name: String, classes: Int) throws -> Shape
  /// The shape of what its branches give together.
  func joined(_ outputs: [Shape]) -> Shape
  /// What one place of its output depends on, where one place of its input depends on `field`.
  func field(over field: ReceptiveField) -> ReceptiveField
  /// The same of its parts by their names, the first first; empty if it is one.
  func partFields(over field: ReceptiveField) -> [(layer: String, field: ReceptiveField)]
  /// Its weights and statistics for an input.
  func parameters(of layer: LayerPlan) -> [Parameter]
  /// Whether it has weights at all.
  var hasWeights: Bool { get }
  /// Whether somebody has trained its weights before the recipe is.
  var isPretrained: Bool { get }
  /// Whether what it gives differs so much in scale that a linear head behind it, frozen, learns it standardised.
  var wantsStandardisedHead: Bool { get }
  /// The pretrained weights by their names within the layer.
  /// - Throws: `Failure.input` if they are missing or damaged.
  func pretrainedWeights() throws -> [String: Tensor]
  /// Multiplications of one item's forward pass, from the given frozen part on.
  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int

  // MARK: The engine

  /// Whether it can belong to a frozen prefix, whose output is computed once for each item.
  var canBeInPrefix: Bool { get }
  /// Where a chain that begins with it on the frames begins, and the number of whole layers that takes.
  func framesStage(of layer: ResolvedLayer, bands: Int) -> (front: InputStage, layers: Int)
  /// Binds it to a signal.
  func bind(_ binding: LayerBinding) throws -> Signal
}

/// What is known of a layer when its parameters are asked for.
struct LayerPlan {
  let name: String
  let input: Shape
  /// Leading parts that are frozen.
  let frozenParts: Int
  let classes: Int

  var isFrozen: Bool { frozenParts > 0 }
}

/// What a layer is bound with.
struct LayerBinding {
  let layer: ResolvedLayer
  let input: Signal
  /// Its parts to be built; all but those that a frozen prefix has.
  let parts: Range<Int>
  /// A relu follows that it can do itself.
  let fusesRelu: Bool
  let builder: NetworkBuilder

  var context: LayerContext { builder.context }
  var isTrained: Bool { !layer.isFrozen }
}

extension LayerType {
  var verb: String { Self.verb }

  /// For layers to be compared whose type is not known.
  var hashable: AnyHashable { AnyHashable(self) }

  func checkSettings() throws {}
  func checkPlace(_ place: LayerPlace) throws {}
  func appendSettings(to digester: inout Digester) {}
  var forStreams: Self { self }
  var firstView: ExampleView { .image }
  var firstViews: Set<ExampleView> {
    branches.isEmpty ? [firstView] : branches.reduce(into: []) { $0.formUnion($1.views) }
  }
  var branches: [Model] { [] }
  func replacing(branches: [Model]) -> Self { self }
  var partNames: [String] { [] }
  var recurrence: LayerKind.Recurrence? { nil }
  var hasGates: Bool { false }
  var isClassifier: Bool { false }
  var isClassical: Bool { false }

  var averagesPositions: Bool { false }
  func joined(_ outputs: [Shape]) -> Shape { .vector(outputs.reduce(0) { $0 + $1.features }) }
  func field(over field: ReceptiveField) -> ReceptiveField { averagesPositions ? field.whole : field }
  func partFields(over field: ReceptiveField) -> [(layer: String, field: ReceptiveField)] { [] }
  func parameters(of layer: LayerPlan) -> [Parameter] { [] }
  var hasWeights: Bool { false }
  var isPretrained: Bool { false }
  var wantsStandardisedHead: Bool { false }
  func pretrainedWeights() throws -> [String: Tensor] { [:] }
  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int { layer.factorCount }

  var canBeInPrefix: Bool { true }
  func framesStage(of layer: ResolvedLayer, bands: Int) -> (front: InputStage, layers: Int) {
    (.statistics(layer: layer.name, bands: bands), 1)
  }

  /// Throws a `Failure` if a setting is less than one.
  func atLeastOne(_ value: Int, _ name: String) throws {
    if value < 1 { throw Failure("\(name) of \(verb) is \(value)", fix: "give 1 or more") }
  }

  /// Throws a `Failure` if a setting is no share from 0 to less than 1.
  func checkShare(_ value: Double, _ name: String) throws {
    if !(value >= 0 && value < 1) {
      throw Failure("\(verb)'s \(name) is \(value)", fix: "give a share from 0% to less than 100%")
    }
  }
}
