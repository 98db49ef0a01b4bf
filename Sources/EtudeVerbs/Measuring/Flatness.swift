import EtudeLanguage
import EtudeSound

extension Verb {
  static let flatness = series(
    "flatness", "how much like noise each frame is: 1 for white noise, towards 0 for a tone",
    title: "Spectral flatness", unit: "1 is noise",
    ofSpectrum: true
  ) { measures, _ in try measures.spectralShape().flatness }
}
