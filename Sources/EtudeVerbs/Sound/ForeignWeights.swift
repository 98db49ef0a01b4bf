import EtudeCore
import EtudeLanguage
import EtudeNetworks

/// The options of `load` for weights that another program wrote.
enum ForeignWeights {
  static let model = TypedOption<ModelValue?>(
    "model", .object(.model), absence: "the file's own",
    help: "the recipe of weights from elsewhere, such as a PyTorch state as .safetensors")
  static let data = TypedOption<SpectrogramsValue?>(
    "data", .object(.spectrograms, .mfccs), absence: "the file's own",
    help: "whose genres and settings those weights are for")

  private static let half = Failure(
    "weights from elsewhere want a recipe and the data that they are for",
    fix: "give both model: and data:")

  /// Refuses one of both alone, at the one that is given.
  static func check(_ call: StaticCall) throws {
    let given = [model.label: call.has(model), data.label: call.has(data)].filter(\.value).keys
    if given.count == 1, let label = given.first { throw OptionFailure(label, half) }
  }

  /// The fitted network that `model:` and `data:` make of the weights; nil if neither was given.
  static func fitted(from path: String, in call: Call) throws -> FittedValue? {
    let (model, data) = (try call[model], try call[data])
    if model == nil, data == nil { return nil }
    guard let model, let examples = data?.examples else { throw half }
    return FittedValue(
      fitted: try Fitted(
        weightsFrom: path, model: model.model.checkedForTraining(), classes: examples.dataset.genres,
        imageSize: examples.settings.size, bands: examples.settings.bands,
        featureSettings: examples.settings.json()))
  }
}
