import EtudeLanguage
import EtudeSound

extension Verb {
  static let zerocrossings = series(
    "zerocrossings", "how often the sound changes its sign, as a share of each frame's samples",
    title: "Zero crossings", unit: "per sample"
  ) { measures, _ in try measures.zeroCrossings() }
}
