import EtudeLanguage
import EtudeSound

extension Verb {
  static let rolloff = series(
    "rolloff", "the frequency below which most of each frame's magnitude lies",
    title: "Spectral rolloff", unit: "Hz",
    options: [RolloffOptions.share], ofSpectrum: true
  ) { measures, call in try measures.spectralShape(rolloff: call[RolloffOptions.share]).rolloff }
}

private enum RolloffOptions {
  static let share = TypedOption("share", .share(0.01...0.99), default: 0.85, help: "how much is most")
}
