import EtudeData
import EtudeLanguage
import EtudeSound

extension Verb {
  static let tempo = Verb(
    "tempo", "beats a minute", section: .measures, operands: [.measuredClip],
    result: .type(.number), examples: ["tempo songs[0]"]
  ) { call in
    let clip: ClipValue = try call.object("clip")
    let tempo = try call.measured(clip.clip) { try $0.tempo() }
    if tempo == 0 {
      call.environment.work.warn(
        "\(clip.clip.name) has no beat: hardly anything in it begins. Its tempo is 0")
    }
    return .number(tempo)
  }

  static let harmonic = part("harmonic", "what lasts in a clip: its tones, without its drums") {
    try $0.harmonicPercussive().harmonic
  }

  static let percussive = part("percussive", "what strikes in a clip: its drums, without its tones") {
    try $0.harmonicPercussive().percussive
  }

  private static func part(
    _ name: String, _ summary: String, _ taken: @escaping @Sendable (SoundDescriptors) throws -> Sound
  ) -> Verb {
    Verb(
      name, summary, section: .measures, operands: [.measuredClip],
      result: .type(.kind(.clip)),
      examples: ["plot (spectrogram (\(name) songs[0]))", "save (\(name) songs[0]) to: \"\(name).wav\""]
    ) { call in
      let clip: ClipValue = try call.object("clip")
      var part = clip.clip
      part.source = .sound(try call.measured(clip.clip, taken))
      part.name = "\(clip.clip.name) (\(name))"
      (part.start, part.span, part.header) = (0, nil, nil)
      return .object(ClipValue(clip: part))
    }
  }
}
