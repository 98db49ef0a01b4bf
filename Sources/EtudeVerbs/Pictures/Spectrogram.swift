import EtudeLanguage
import EtudeSound

extension Verb {
  static let spectrogram = Verb(
    "spectrogram", "mel bands over time in decibels, and as an image", section: .pictures,
    operands: [Operands.sound],
    options: FrontEndDeclarations.options + [FrontEndDeclarations.scale, SpectrogramOptions.values],
    result: Rules.features(.spectrogram, many: .spectrograms) { call in
      // The bins between two frequencies depend on the sound's rate.
      guard let scale = call[FrontEndDeclarations.scale], scale != .linear else { return nil }
      return call[FrontEndDeclarations.mels]
    },
    examples: [
      "plot (spectrogram songs[0]) to: \"first.png\"", "mels = songs | spectrogram mels: 96",
      "plot (spectrogram songs[0] scale: \"log\" low: 50Hz high: 5kHz)",
    ]
  ) { call in
    let scale = try call[FrontEndDeclarations.scale]
    let kind: SpectrogramSettings.Kind =
      switch scale {
      case .linear: .linear
      case .logarithmic: .logarithmic
      case .mel, .htk: .mel
      }
    let settings = try FrontEndDeclarations.settings(
      kind, scale.melScale, level: call[SpectrogramOptions.values], in: call)
    return try call[Operands.sound].features(settings, work: call.environment.work)
  }
}

private enum SpectrogramOptions {
  static let values = TypedOption(
    "values", .choice(of: SpectrogramSettings.Level.self), default: .decibels,
    help: "decibels below the clip's maximum, or power as a share of it")
}
