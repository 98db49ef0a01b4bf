import EtudeCore
import EtudeData
import EtudeLanguage

extension Verb {
  static let play = Verb(
    "play", "plays a clip through the machine's player, or in the notebook", section: .data,
    operands: [Operands.clip], result: .type(.nothing),
    examples: ["play songs[0]", "play (slice clip from: 2s length: 1s)"]
  ) { call in
    let value = try call[Operands.clip]
    call.environment.present(value, as: "")
    if call.environment.playsSound { return .nothing }
    let clip = value.clip
    let work = call.environment.work
    let name = "\(clip.name)\(clip.length.map { " (\($0.seconds))" } ?? "")"
    guard Player.hasSoundCard else {
      throw Failure(
        "\(name) cannot be heard: this machine has no sound card",
        fix: "save it and play it elsewhere: save … to: \"clip.wav\"")
    }
    call.environment.tell("playing \(name)")
    try Player.play(clip.soundSource(work: work), work: work)
    return .nothing
  }
}
