import EtudeLanguage
import EtudeSound

extension Verb {
  static let centroid = series(
    "centroid", "the mean frequency of each frame, weighted by magnitude: how bright it is",
    title: "Spectral centroid", unit: "Hz",
    ofSpectrum: true
  ) { measures, _ in try measures.spectralShape().centroid }
}
