import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let features = Verb(
    "features", "per item, what a frozen recipe or a fitted network gives before its classifier",
    section: .judging, operands: [Operands.network, data], options: [PrecisionDeclarations.precision],
    result: .checked(.kind(.array)) { call in
      // A fitted network knows which features it wants; a recipe does not.
      if call.value(of: Operands.network)?.type == .kind(.model), let type = call.value(of: data)?.type,
        [.kind(.dataset), .kind(.clip)].contains(type),
        call.recipe(of: Operands.network)?.readsSoundAlone != true
      {
        let what = type == .kind(.clip) ? "a clip" : "a raw dataset"
        throw Failure(
          "features does not take \(type.described)",
          fix: "\(what) has no features yet: make its spectrograms first")
      }
      if case .recipe(let value)? = call[Operands.network] { try value.model.checkFrozen() }
    },
    examples: ["vectors = features (mobilenetv2 | freeze) mels", "export vectors to: \"vectors.npy\""]
  ) { call in
    let work = call.environment.work
    let values: [[Float]]
    let given: GivenFeatures
    let items: [Int]
    switch try call[Operands.network] {
    case .fitted(let value):
      given = try GivenFeatures(call[data], settings: value.fitted.settings(), work: work)
      items = try given.readable(for: value.fitted.model, work: work)
      values = try EtudeEvaluation.features(
        call.inPrecision(value.fitted), songs: given.examples, items: items, work: work)
    case .recipe(let value):
      try value.model.checkFrozen()
      given = try GivenFeatures(made: call[data], for: value.model, work: work)
      items = try given.readable(for: value.model, work: work)
      values = try EtudeNetworks.features(
        value.model, examples: given.examples, items: items,
        precision: call.precisionOfRecipe(), work: work)
    }
    return .object(
      ArrayValue(
        meaning: FeatureArray(
          names: items.map { given.examples.dataset[$0].name },
          network: try call[Operands.network].model.briefPipeline),
        shape: [items.count, values.first?.count ?? 0], axes: ["items", "dimensions"],
        values: values.flatMap { $0 }))
  }

  private static let data = TypedOperand(
    "data", .songs(.oneOrManySounds),
    help: "spectrograms or mfccs; for a fitted network or what reads the sound clips too")
}

extension Model {
  /// Refuses a recipe with a layer whose weights nobody has trained, or whose weights are free to change.
  func checkFrozen() throws {
    for (name, layer) in namedLayers where layer.kind.hasUntrainedWeights {
      throw Failure(
        "'\(name)' has never been trained, so what it gives means nothing",
        fix: "use a pretrained part alone, such as a frozen mobilenetv2, or fit the recipe first")
    }
    for (name, layer) in namedLayers where layer.kind.hasWeights && !layer.isFrozen {
      throw Failure("'\(name)' is not frozen", fix: "freeze it, as the whole recipe is by freeze")
    }
  }
}
