import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let musicnn = layer(
    "musicnn", "pretrained on music, reading the sound itself in windows of 3 s: a vector a window",
    options: [MusicnnOptions.weights, MusicnnOptions.output],
    examples: [
      "net = musicnn | freeze | classify", "net = musicnn | freeze | gru 64 | classify",
      "net = combine [musicnn | freeze, mobilenetv2 | freeze | globalpool] | classify",
    ]
  ) { call in
    let stage: LayerKind.MusicnnStage =
      switch try call[MusicnnOptions.output] {
      case .pooled: .pooled
      case .penultimate: .penultimate
      case .tags: .tags
      }
    return [.musicnn(weights: try call[MusicnnOptions.weights], output: stage)]
  }
}

private enum MusicnnOptions {
  enum Output: String, CaseIterable { case pooled, penultimate, tags }

  static let weights = TypedOption(
    "weights", .choice(of: LayerKind.MusicnnWeights.self), default: .songs,
    help: "from the Million Song Dataset, from MagnaTagATune, or fresh")
  static let output = TypedOption(
    "output", .choice(of: Output.self), default: .pooled,
    help: "maxima and means over each window's time, 1506; the 200 before its tags; or its 50 tags")
}
