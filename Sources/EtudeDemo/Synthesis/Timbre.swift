import EtudeCore

/// The way an instrument makes a note.
enum Timbre {
  case string(PluckedString)
  case tone(Tone)
  case bell(Bell)

  /// A note of a MIDI pitch; at least as long as `seconds`, about 0.5 root mean square when it begins.
  func note(pitch: Int, seconds: Double, rate: Double, _ random: inout RandomStream) -> [Float] {
    let hertz = frequency(ofPitch: Double(pitch))
    switch self {
    case .string(let string): return string.note(frequency: hertz, seconds: seconds, rate: rate, &random)
    case .tone(let tone): return tone.note(frequency: hertz, seconds: seconds, rate: rate, &random)
    case .bell(let bell): return bell.note(frequency: hertz, seconds: seconds, rate: rate)
    }
  }
}
