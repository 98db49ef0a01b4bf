import EtudeCore
import EtudeNetworks

/// What compares songs where no network is given.
extension Embedder {
  /// Frozen musicnn; where its weights are not installed frozen MobileNetV2.
  static func usualRecipe() throws -> Model {
    try PretrainedWeights.musicnnSongs.isPresent ? frozenMusicnn() : frozenMobileNetV2()
  }

  /// Says that it is not musicnn, where that is so.
  static func warnOfUsualRecipe(_ work: Work) {
    guard !PretrainedWeights.musicnnSongs.isPresent else { return }
    work.warn(
      "musicnn's weights are not installed: songs are compared as pictures, by MobileNetV2; "
        + PretrainedWeights.whatBringsThem
    )
  }

  /// How one of these recipes is written in a script; nil for any other.
  static func written(_ model: Model) -> String? {
    if model == (try? frozenMusicnn()) { return "(musicnn weights: \"songs\" output: \"pooled\" | freeze)" }
    return model == (try? frozenMobileNetV2()) ? "(mobilenetv2 weights: \"imagenet\" | freeze)" : nil
  }

  private static func frozenMusicnn() throws -> Model { try Model([.musicnn(weights: .songs)]).frozen() }

  private static func frozenMobileNetV2() throws -> Model {
    try Model([.mobilenetv2(weights: .imagenet)]).frozen()
  }
}
