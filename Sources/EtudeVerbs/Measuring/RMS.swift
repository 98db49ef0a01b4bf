import EtudeLanguage
import EtudeSound

extension Verb {
  static let rms = series(
    "rms", "the level of each frame: the root of its mean square", title: "Level (root mean square)",
    unit: "1 is full scale"
  ) { measures, _ in try measures.rootMeanSquare() }
}
