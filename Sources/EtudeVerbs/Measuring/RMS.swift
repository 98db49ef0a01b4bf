import EtudeLanguage
import EtudeSound

extension Verb {
  static let rms = series(
    "rms", "the level of each frame: the root of its mean square"
  ) { measures, _ in try measures.rootMeanSquare() }
}
