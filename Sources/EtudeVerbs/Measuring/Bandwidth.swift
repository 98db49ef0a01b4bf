import EtudeLanguage
import EtudeSound

extension Verb {
  static let bandwidth = series(
    "bandwidth", "how far each frame's spectrum spreads from its centroid", title: "Spectral bandwidth",
    unit: "Hz", ofSpectrum: true
  ) { measures, _ in try measures.spectralShape().bandwidth }
}
