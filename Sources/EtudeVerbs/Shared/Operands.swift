import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeNetworks

/// Operands that several verbs have.
enum Operands {
  /// The recipe that a layer verb extends; none to start one.
  static let recipe = TypedOperand<ModelValue?>(
    optional: "model", .object(.model), help: "the recipe to extend; none starts one")

  static let recipeToJudge = TypedOperand<ModelValue>(
    "model", .object(.model), help: "a recipe; each training starts from fresh weights",
    refusals: [weightsHaveSeen])

  static let weightsHaveSeen = Operand.Refusal(
    .kind(.fitted), "its weights have seen songs: give its recipe, the field model", instead: "_.model")

  /// What `fit` and its kin are trained on: made features, or a dataset for a recipe that reads the sound itself; for any
  /// other a raw dataset gets its answer.
  static let madeFeatures = TypedOperand(
    "data", .songs(.features + [.dataset]),
    help: "spectrograms or mfccs; a dataset too for what reads the sound itself",
    refusals: [
      .init(
        .kind(.dataset), datasetHasNoFeatures, instead: "(_ | spectrogram)",
        unless: { beside in
          let recipes = beside.flatMap(\.recipes)
          return recipes.isEmpty
            ? beside.contains { $0.type == .unknown } : recipes.allSatisfy(\.readsSoundAlone)
        }),
      .init(
        .kind(.clip), "one clip is not a dataset; load a folder or a manifest, and make its spectrograms"),
      .init(.kind(.spectrogram), "one spectrogram is not a dataset; make them of a dataset"),
    ])

  static let datasetHasNoFeatures = "a raw dataset has no features yet: make its spectrograms first"

  /// What is asked what it gives for songs.
  static let network = TypedOperand("model", .network)

  /// A fitted network that judges songs.
  static let judge = TypedOperand<FittedValue>(
    "fitted", .object(.fitted), refusals: [ModelValue.hasNoWeights])

  static let result = TypedOperand<ResultValue>("result", .object(.result))
  static let dataset = TypedOperand<DatasetValue>("data", .object(.dataset))
  static let clip = TypedOperand<ClipValue>("clip", .object(.clip))

  static let measuredClip = TypedOperand<ClipValue>(
    "clip", .object(.clip),
    refusals: [.init(.kind(.dataset), "descriptors gives them all for every clip")])

  static let sound = TypedOperand("sound", .songs(.clipOrDataset), help: "a clip or a dataset")
}

extension StaticValue {
  /// The recipe that it is, or those of a list, as far as they are known.
  var recipes: [Model] {
    guard case .list(let list)? = known else { return recipe.map { [$0] } ?? [] }
    return list.values.compactMap { StaticValue($0.type, known: $0).recipe }
  }
}

extension Call {
  /// What a recipe is trained on: features as they were made, or the sound of a dataset.
  func trainingSongs(for model: Model) throws -> SpectrogramsValue {
    switch try self[Operands.madeFeatures] {
    case .spectrograms(let value): return value
    case .dataset(let value) where model.readsSoundAlone:
      return SpectrogramsValue(
        examples: try SpectrogramSet(ofSound: value.dataset, work: environment.work))
    default: throw Failure("'\(verb.name)' got no features", fix: Operands.datasetHasNoFeatures)
    }
  }
}
