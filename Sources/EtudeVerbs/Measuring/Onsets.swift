import EtudeLanguage
import EtudeSound

extension Verb {
  static let onsets = series(
    "onsets", "how strongly something begins in each frame: the mean rise of its mel bands",
    title: "Onset strength", unit: "dB"
  ) { measures, _ in try measures.onsetStrength() }
}
