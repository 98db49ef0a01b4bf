import EtudeLanguage
import EtudeSound

extension Verb {
  static let chroma = Verb(
    "chroma", "how strongly each of the twelve pitch classes sounds, over time and as an image",
    section: .pictures, operands: [Operands.sound],
    options: FrontEndDeclarations.window + FrontEndDeclarations.image,
    result: Rules.features(.spectrogram, many: .spectrograms) { _ in
      SpectrogramSettings(kind: .chroma).bands
    },
    examples: ["plot (chroma songs[0]) to: \"chroma.png\"", "crossval (stats | classify) (chroma songs)"]
  ) { call in
    let settings = SpectrogramSettings(
      kind: .chroma, fft: try call[FrontEndDeclarations.fft], hop: try call[FrontEndDeclarations.hop],
      size: try call[FrontEndDeclarations.size], colors: try call[FrontEndDeclarations.colors])
    return try call[Operands.sound].features(settings, work: call.environment.work)
  }
}
