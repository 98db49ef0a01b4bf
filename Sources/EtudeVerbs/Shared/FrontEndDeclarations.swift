import EtudeLanguage
import EtudeSound

/// The front end's options, the same for every picture of sound; their defaults are the library's.
enum FrontEndDeclarations {
  private static let usual = SpectrogramSettings()

  /// How frequency is spaced.
  enum Scale: String, CaseIterable {
    case mel, htk, linear
    case logarithmic = "log"

    var melScale: MelScale { self == .htk ? .htk : .slaney }
  }

  static let mels = TypedOption("mels", .whole(4...512), default: usual.mels, help: "mel bands")
  static let fft = TypedOption("fft", .whole(64...16_384), default: usual.fft, help: "samples in a window")
  static let hop = TypedOption(
    "hop", .whole(16...16_384), default: usual.hop, help: "samples from frame to frame")
  static let low = TypedOption("low", .frequency(0...96_000), default: usual.low, help: "lowest frequency")
  static let high = TypedOption(
    "high", .frequency(1...96_000), absence: "half the rate", help: "highest frequency"
  ) { given in
    given[Operands.sound].flatMap { try? $0.dataset.commonRate() }.map { Double($0) / 2 }
  }
  static let range = TypedOption(
    "range", .level(10...200), default: usual.range, help: "decibels shown below the loudest")
  static let size = TypedOption(
    "size", .whole(32...1024), default: usual.size, help: "side of the image, in pixels")
  static let colors = TypedOption(
    "colors", .choice(of: ColorTable.self), default: usual.colors, help: "colour table of the image")

  static let scale = TypedOption(
    "scale", .choice(of: Scale.self), default: .mel,
    help: scaleHelp + "; \"linear\" has all bins of the transform")
  /// Coefficients are made of mel bands alone.
  static let melScale = TypedOption("scale", .choice([Scale.mel, .htk]), default: .mel, help: scaleHelp)
  private static let scaleHelp =
    "how frequency is spaced: \"mel\" is Slaney's scale, \"htk\" the other one"

  static let window: [any OptionDeclaration] = [fft, hop]
  static let image: [any OptionDeclaration] = [size, colors]
  static let options: [any OptionDeclaration] = [mels] + window + [low, high, range] + image

  /// What all of them say, for features of that kind.
  static func settings(
    _ kind: SpectrogramSettings.Kind, _ melScale: MelScale, level: SpectrogramSettings.Level = .decibels,
    in call: Call
  ) throws -> SpectrogramSettings {
    SpectrogramSettings(
      kind: kind, mels: try call[mels], fft: try call[fft], hop: try call[hop], low: try call[low],
      high: try call[high], range: try call[range], size: try call[size], colors: try call[colors],
      melScale: melScale, level: level)
  }
}
