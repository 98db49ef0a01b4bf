import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeSound

extension Verb {
  /// A verb that gives a part of what sounds in a clip, as a clip.
  static func soundPart(
    _ name: String, _ summary: String, _ taken: @escaping @Sendable (SoundDescriptors) throws -> Sound
  ) -> Verb {
    Verb(
      name, summary, section: .measures, operands: [Operands.measuredClip],
      result: .type(.kind(.clip)),
      examples: ["plot (spectrogram (\(name) songs[0]))", "save (\(name) songs[0]) to: \"\(name).wav\""]
    ) { call in
      let clip = try call[Operands.measuredClip].clip
      var part = clip
      part.source = .sound(try taken(clip.descriptors(work: call.environment.work)))
      part.name = "\(clip.name) (\(name))"
      (part.start, part.span, part.header) = (0, nil, nil)
      return .object(ClipValue(clip: part, work: call.environment.work))
    }
  }
}

extension Clip {
  /// What can be measured of the clip's sound; Ctrl-C ends it.
  func descriptors(work: Work) throws -> SoundDescriptors {
    try SoundDescriptors(soundSource(work: work), cancellation: work.cancellation)
  }
}
