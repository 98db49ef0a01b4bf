import EtudeLanguage
import EtudeSound

extension Verb {
  static let percussive = soundPart("percussive", "what strikes in a clip: its drums, without its tones") {
    try $0.harmonicPercussive().percussive
  }
}
