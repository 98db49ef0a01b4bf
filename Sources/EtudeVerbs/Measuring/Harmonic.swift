import EtudeLanguage
import EtudeSound

extension Verb {
  static let harmonic = soundPart("harmonic", "what lasts in a clip: its tones, without its drums") {
    try $0.harmonicPercussive().harmonic
  }
}
