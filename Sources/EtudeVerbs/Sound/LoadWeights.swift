import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Call {
  /// Weights that another program wrote, as the fitted network that `model:` and `data:` make of them; nil if neither
  /// was given.
  func foreignWeights(_ path: String) throws -> FittedValue? {
    guard options["model"] != nil || options["data"] != nil else { return nil }
    guard options["model"] != nil, options["data"] != nil else { throw Verb.halfForeign }
    let model = try object("model", as: ModelValue.self).model.checkedForTraining()
    let examples = try object("data", as: SpectrogramsValue.self).examples
    return FittedValue(
      fitted: try Fitted(
        weightsFrom: path, model: model, genres: examples.dataset.genres, imageSize: examples.settings.size,
        bands: examples.settings.bands, featureSettings: examples.settings.json()))
  }
}
