import EtudeCore

/// The instruments of the demo bands.
enum Instrument: CaseIterable {
  case uprightBass, fingerBass, pickedBass, slapBass, subBass, celloBass
  case piano, electricPiano, organ, nylonGuitar, steelGuitar, cleanGuitar, mutedGuitar, overdrivenGuitar
  case distortedGuitar, banjo, harpsichord, vibraphone
  case strings, softPad, brassSection, choir
  case voice, rapVoice, violin, fiddle, flute, clarinet, saxophone, trumpet, harmonica, synthLead, pedalSteel
  case overdrivenLead

  /// Whether its notes go through an overdriven amplifier together; the drive, if they do.
  var drive: Float? {
    switch self {
    case .distortedGuitar: 14
    case .overdrivenGuitar: 4
    case .overdrivenLead: 7
    case .harmonica: 1.5
    default: nil
    }
  }

  /// The pitch around which it plays.
  var register: Int {
    switch self {
    case .uprightBass, .fingerBass, .pickedBass, .slapBass, .subBass: 33
    case .celloBass: 40
    case .distortedGuitar: 43
    case .organ, .strings, .softPad, .choir, .brassSection: 60
    case .violin, .fiddle, .flute, .trumpet, .harmonica, .synthLead, .overdrivenLead: 74
    case .rapVoice: 50
    case .voice, .saxophone, .clarinet, .pedalSteel: 66
    case .vibraphone, .harpsichord, .banjo: 64
    default: 57
    }
  }

  /// The instrument as one band has it; `touch` in -1 … 1 makes it darker or brighter.
  func timbre(touch: Double) -> Timbre {
    strings(touch) ?? keys(touch) ?? winds(touch)
  }

  private func strings(_ touch: Double) -> Timbre? {
    func pluck(
      _ bright: Double, _ decay: Double, _ position: Double, damping: Double, body: Double = 0,
      release: Double = 0.08
    ) -> Timbre {
      .string(
        PluckedString(
          brightness: min(1, max(0.05, bright + 0.15 * touch)), decay: decay, position: position,
          release: release,
          damping: min(0.25, max(0.005, damping * (1 - 0.4 * touch))), body: body))
    }
    switch self {
    case .uprightBass: return pluck(0.35, 3.0, 0.3, damping: 0.2, body: 110)
    case .fingerBass: return pluck(0.45, 5, 0.25, damping: 0.12)
    case .pickedBass: return pluck(0.8, 6, 0.12, damping: 0.06)
    case .slapBass: return pluck(1, 4, 0.08, damping: 0.03)
    case .nylonGuitar: return pluck(0.5, 4, 0.3, damping: 0.12, body: 200, release: 0.2)
    case .steelGuitar: return pluck(0.9, 5, 0.15, damping: 0.04, body: 250, release: 0.15)
    case .cleanGuitar: return pluck(0.75, 6, 0.2, damping: 0.06)
    case .mutedGuitar: return pluck(0.7, 0.5, 0.12, damping: 0.1, release: 0.02)
    case .overdrivenGuitar: return pluck(0.8, 8, 0.15, damping: 0.05)
    case .distortedGuitar: return pluck(0.9, 10, 0.12, damping: 0.05, release: 0.03)
    case .banjo: return pluck(1, 1.2, 0.08, damping: 0.04, body: 500)
    case .harpsichord: return pluck(1, 4, 0.06, damping: 0.02)
    default: return nil
    }
  }

  private func keys(_ touch: Double) -> Timbre? {
    let bright = Float(min(0.9, max(0.02, 0.3 + 0.25 * touch)))
    switch self {
    case .piano:
      return .tone(
        Tone(
          spectrum: .slope(0.75 - 0.25 * touch), attack: 0.002, decay: 0.9, sustain: 0.05, release: 0.15,
          dulling: 0.25,
          brightness: bright * 0.4, detune: 4, breath: 0.12))
    case .electricPiano: return .bell(Bell(index: 1.6 + 0.8 * touch, tine: 0.12))
    case .vibraphone:
      return .bell(Bell(ratio: 4, index: 0.7 + 0.4 * touch, dulling: 0.15, decay: 1.6, tine: 0.05))
    case .organ:
      return .tone(
        Tone(
          spectrum: .drawbars([0.8, 1, 0.7, 0.6 + 0.3 * touch, 0, 0.35, 0, 0.4 + 0.3 * touch]), attack: 0.008,
          sustain: 1,
          release: 0.03, brightness: 1, vibrato: 9, vibratoRate: 6.2, breath: 0.05))
    case .subBass:
      return .tone(
        Tone(
          spectrum: .slope(2.2 - 0.5 * touch), attack: 0.006, decay: 0.8, sustain: 0.6, release: 0.05,
          brightness: bright))
    case .strings:
      return .tone(
        Tone(
          spectrum: .formants(
            [(400, 400, 1), (1200, 700, 0.6), (2800, 1200, 0.5)], slope: 0.8 - 0.2 * touch),
          attack: 0.14, sustain: 0.9, release: 0.25, brightness: 0.7, detune: 14, vibrato: 10))
    case .celloBass:
      return .tone(
        Tone(
          spectrum: .formants([(200, 250, 1), (700, 500, 0.6)], slope: 0.9 - 0.2 * touch), attack: 0.07,
          sustain: 0.85,
          release: 0.15, brightness: 0.6, detune: 8, vibrato: 8, breath: 0.04))
    case .softPad:
      return .tone(
        Tone(
          spectrum: .slope(1.3 - 0.3 * touch), attack: 0.3, sustain: 1, release: 0.4, brightness: 0.5,
          detune: 18))
    case .synthLead:
      return .tone(
        Tone(
          spectrum: touch > 0 ? .slope(0.9) : .odd(1), attack: 0.005, decay: 0.3, sustain: 0.6, release: 0.06,
          brightness: 0.5 + bright * 0.4, detune: 10, vibrato: 6))
    default: return nil
    }
  }

  private func winds(_ touch: Double) -> Timbre {
    func sung(_ formants: [(hertz: Double, width: Double, gain: Double)], _ slope: Double) -> Spectrum {
      .formants(formants, slope: slope - 0.2 * touch)
    }
    switch self {
    case .brassSection:
      return .tone(
        Tone(
          spectrum: .slope(0.7 - 0.2 * touch), attack: 0.04, sustain: 0.85, release: 0.07, dulling: 0.5,
          brightness: 0.6,
          swells: true, detune: 10))
    case .choir:
      return .tone(
        Tone(
          spectrum: sung([(600, 150, 1), (1050, 150, 0.6), (2600, 300, 0.2)], 0.6), attack: 0.2, sustain: 0.9,
          release: 0.3, brightness: 0.8, detune: 16, vibrato: 15))
    case .violin, .fiddle:
      return .tone(
        Tone(
          spectrum: sung([(300, 200, 0.8), (1000, 600, 0.8), (2800, 900, 0.8)], 0.6),
          attack: self == .fiddle ? 0.03 : 0.08,
          sustain: 0.9, release: 0.08, brightness: 0.8, vibrato: self == .fiddle ? 8 : 22,
          scoop: self == .fiddle ? 0.7 : 0, breath: 0.06))
    case .flute:
      return .tone(
        Tone(
          spectrum: .slope(2 - 0.4 * touch), attack: 0.06, sustain: 0.9, release: 0.08, brightness: 0.8,
          vibrato: 15,
          breath: 0.15))
    case .clarinet:
      return .tone(
        Tone(spectrum: .odd(1 - 0.2 * touch), attack: 0.04, sustain: 0.9, brightness: 0.6, vibrato: 5))
    case .saxophone:
      return .tone(
        Tone(
          spectrum: sung([(500, 300, 1), (1300, 500, 0.7), (2500, 800, 0.4)], 0.5), attack: 0.035,
          sustain: 0.85,
          brightness: 0.6, swells: true, vibrato: 18, scoop: 0.6, breath: 0.1))
    case .trumpet:
      return .tone(
        Tone(
          spectrum: sung([(1200, 900, 1), (2400, 1000, 0.5)], 0.4), attack: 0.03, sustain: 0.85,
          brightness: 0.7,
          swells: true, vibrato: 12, scoop: 0.3, breath: 0.05))
    case .harmonica:
      return .tone(
        Tone(
          spectrum: sung([(900, 600, 1), (2200, 900, 0.7)], 0.3), attack: 0.03, sustain: 0.9, brightness: 0.9,
          detune: 5,
          vibrato: 14, vibratoRate: 6.5, scoop: 0.9, breath: 0.08))
    case .pedalSteel:
      return .tone(
        Tone(
          spectrum: .slope(1.1 - 0.2 * touch), attack: 0.04, decay: 2, sustain: 0.5, release: 0.2,
          brightness: 0.4,
          vibrato: 14, scoop: 2))
    case .overdrivenLead:
      return .tone(
        Tone(
          spectrum: .slope(0.9), attack: 0.005, decay: 1.5, sustain: 0.6, release: 0.08, brightness: 0.6,
          vibrato: 20,
          scoop: 0.8))
    case .rapVoice:
      return .tone(
        Tone(
          spectrum: sung([(650, 120, 1), (1350, 180, 0.7), (2600, 300, 0.35)], 0.3), attack: 0.012,
          decay: 0.15,
          sustain: 0.5, release: 0.04, brightness: 0.9, scoop: -1.5, breath: 0.5))
    default:
      return .tone(
        Tone(
          spectrum: sung([(550, 120, 1), (1150, 170, 0.8), (2700, 300, 0.4)], 0.5), attack: 0.045,
          sustain: 0.9,
          release: 0.1, brightness: 0.8, vibrato: 24, scoop: 0.8, breath: 0.12))
    }
  }
}
