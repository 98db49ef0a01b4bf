import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let stats = layer(
    "stats", "the frames as mean and standard deviation per band: the baseline a network has to beat",
    examples: ["baseline = stats | classify", "describe (stats | dense 64 | relu | classify)"]
  ) { _ in [.stats] }
}
