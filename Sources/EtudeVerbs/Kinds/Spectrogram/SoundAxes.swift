import EtudePictures
import EtudeSound

extension SoundAxes {
  init(_ value: SpectrogramValue) { self.init(value.examples.settings, start: value.clip.start) }

  /// - Parameter start: seconds at which the first frame lies.
  init(_ settings: SpectrogramSettings, start: Double) {
    let scale: Scale =
      switch settings.kind {
      case .mel: settings.melScale == .htk ? .htk : .mel
      case .linear: .linear
      case .logarithmic: .logarithmic
      case .chroma: .pitchClasses
      case .mfcc: .coefficients
      }
    let unit =
      switch scale {
      // A coefficient is no level, though it is made of levels; chroma is a share of the strongest class of its frame.
      case .coefficients: ""
      case .pitchClasses: "strength"
      default: settings.level == .decibels ? "dB" : "power"
      }
    self.init(
      rate: settings.rate, hop: settings.hop, low: settings.lowest, high: settings.highest, scale: scale,
      start: start, unit: unit)
  }
}
