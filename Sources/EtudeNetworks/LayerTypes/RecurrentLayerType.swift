import EtudeCore

/// gru, lstm or rnn over a sequence: the scan of the folder `Recurrent` with its settings.
protocol RecurrentLayerType: LayerType {
  static var scan: RecurrentKind { get }
  var settings: LayerKind.Recurrence { get }
  init(settings: LayerKind.Recurrence)
}

extension RecurrentLayerType {
  static var verb: String { scan.rawValue }
  var recurrence: LayerKind.Recurrence? { settings }
  var hasGates: Bool { Self.scan != .rnn }

  func checkSettings() throws {
    try atLeastOne(settings.units, "units")
    try atLeastOne(settings.layers, "layers")
    try atLeastOne(settings.steps, "steps")
    try checkShare(settings.dropout, "dropout")
  }

  func checkPlace(_ place: LayerPlace) throws {
    try place.expect(
      place.input != .map, "wants a sequence and gets a feature map", "put columns before it")
    try place.expect(
      !place.givesLastState, "wants a sequence and gets \(place.before)",
      "give the layer before it sequence: yes")
    try place.expectOrder(
      place.input != .vector, "wants a sequence and gets \(place.before)",
      otherwise: "leave out what makes a vector of it")
  }

  func roughOutput(of input: Model.Rough) -> Model.Rough { settings.givesSequence ? .sequence : .vector }
  var firstView: ExampleView { .frames }

  func appendSettings(to digester: inout Digester) {
    for number in [settings.units, settings.layers, settings.steps] { digester.append(number) }
    digester.append(settings.isBidirectional)
    digester.append(settings.givesSequence)
    if settings.dropout > 0 { digester.append(settings.dropout) }
  }

  func output(of input: Shape, name: String, classes: Int) throws -> Shape {
    let sequence: Shape
    switch input {
    case .frames: sequence = .ownLength(most: settings.steps, features: settings.features)
    case .ownLength(let most, _): sequence = .ownLength(most: most, features: settings.features)
    case .sequence(let steps, _): sequence = .sequence(steps: steps, features: settings.features)
    default:
      throw Failure("\(name) wants a sequence and gets \(input.phrase)", fix: "put columns before it")
    }
    return settings.givesSequence ? sequence : .vector(settings.features)
  }

  /// Songs that are shorter are the same numbers whatever `steps` is, so the same network must learn alike.
  var forStreams: Self {
    var settings = settings
    settings.steps = LayerKind.Recurrence().steps
    return Self(settings: settings)
  }

  /// A state knows all that was read before it.
  func field(over field: ReceptiveField) -> ReceptiveField { field.whole }

  var hasWeights: Bool { true }

  /// The layer by its sizes.
  func sized(inputs: Int) -> RecurrentLayer {
    RecurrentLayer(
      Self.scan, inputs: inputs, units: settings.units, layers: settings.layers,
      isBidirectional: settings.isBidirectional)
  }

  func parameters(of layer: LayerPlan) -> [Parameter] {
    let bound = 1 / Double(settings.units).squareRoot()
    let weights = sized(inputs: layer.input.features).parameters.map {
      Parameter(
        name: "\(layer.name).\($0.name)", shape: $0.shape, role: .weight(bound: bound),
        isFrozen: layer.isFrozen)
    }
    guard case .frames(let bands) = layer.input else { return weights }
    return weights + Parameter.standardisation(layer.name, count: bands, isFrozen: layer.isFrozen)
  }

  func multiplications(of layer: ResolvedLayer, fromPart part: Int) -> Int {
    switch layer.input {
    case .sequence(let steps, _), .ownLength(let steps?, _): layer.factorCount * steps
    case .ownLength(nil, _): layer.factorCount * Musicnn.usualWindows
    default: layer.factorCount * settings.steps
    }
  }

  func framesStage(of layer: ResolvedLayer, bands: Int) -> (front: InputStage, layers: Int) {
    (.frames(layer: layer.name, bands: bands, steps: settings.steps), 0)
  }

  func bind(_ binding: LayerBinding) throws -> Signal {
    let layer = binding.layer
    return try binding.builder.append(
      Recurrent(
        layer.name, sized(inputs: layer.input.features), binding.input, givesSequence: settings.givesSequence,
        isTrained: binding.isTrained, dropout: settings.dropout,
        stream: binding.builder.stream, binding.context))
  }
}
