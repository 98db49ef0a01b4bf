import EtudeData
import EtudeLanguage
import EtudeSound

extension Verb {
  static let tempo = Verb(
    "tempo", "beats a minute", section: .measures, operands: [Operands.measuredClip],
    result: .type(.number), examples: ["tempo songs[0]", "print \"{(tempo clip):0} beats a minute\""]
  ) { call in
    let clip = try call[Operands.measuredClip].clip
    let work = call.environment.work
    let tempo = try clip.descriptors(work: work).tempo()
    if tempo == 0 {
      work.warn("\(clip.name) has no beat: hardly anything in it begins. Its tempo is 0")
    }
    return .number(tempo)
  }
}
