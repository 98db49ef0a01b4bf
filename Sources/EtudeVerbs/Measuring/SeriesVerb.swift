import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

extension Verb {
  /// A verb that measures every frame of a clip. The verbs of this family differ in name, title, unit and formula alone.
  ///
  /// - Parameter ofSpectrum: whether it says nothing of silence, which has no spectrum.
  static func series(
    _ name: String, _ summary: String, title: String, unit: String = "",
    options: [any OptionDeclaration] = [],
    ofSpectrum: Bool = false, measure: @escaping @Sendable (SoundDescriptors, Call) throws -> [Float]
  ) -> Verb {
    Verb(
      name, summary, section: .measures, operands: [Operands.measuredClip],
      options: options + FrontEndDeclarations.window,
      result: .checked(.kind(.array)) { try $0.checkFrontEnd() },
      examples: ["plot (\(name) songs[0])", "print (\(name) songs[0]).mean"]
    ) { call in
      let clip = try call[Operands.measuredClip].clip
      let work = call.environment.work
      let (fft, hop) = (try call[FrontEndDeclarations.fft], try call[FrontEndDeclarations.hop])
      let measures = try SoundDescriptors(
        clip.soundSource(work: work), fft: fft, hop: hop, cancellation: work.cancellation)
      let values = try measure(measures, call)
      if ofSpectrum, try measures.isSilent() {
        let value = ValueText.of(.number(Double(values.first ?? 0)))
        work.warn("\(clip.name) is silent: its \(name) is \(value) throughout, which says nothing")
      }
      let settings = SpectrogramSettings(rate: clip.rate, fft: fft, hop: hop)
      let set = try SpectrogramSet(Dataset([clip]), settings: settings, work: work)
      return .object(
        ArrayValue(
          meaning: SeriesArray(
            name: name, words: title, unit: unit, spectrogram: SpectrogramValue(examples: set, index: 0)),
          shape: [values.count], axes: ["frames"], values: values))
    }
  }
}
