import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeSession
import EtudeSound

extension Verb {
  static let save = Verb(
    "save", "clip, fitted network, index, picture or session, as a file that Étude reads again",
    section: .keeping,
    operands: [Operand("x", .anything, help: "clip, fitted, index, picture, session")],
    options: [
      Option(
        "to", .text, isRequired: true,
        help: "clip: .wav .flac; fitted: .safetensors; index: .etudeindex; session: .etude")
    ],
    result: .checked(.nothing) { try FileEndings.check($0, among: FileEndings.saved, verb: "save") },
    examples: ["save fitted to: \"net.safetensors\"", "save session to: \"work.etude\""]
  ) { call in
    let name = call.text("to") ?? ""
    let value = call.operands["x"] ?? .nothing
    try FileEndings.check(value.type, to: name, among: FileEndings.saved, verb: "save")
    let path = call.environment.writing(name)
    switch value {
    case .object(let value as ClipValue):
      let cancellation = call.environment.work.cancellation
      try AudioFile.write(
        try value.clip.sound(cancellation: cancellation), to: path, cancellation: cancellation)
    case .object(let value as FittedValue): try value.save(to: path)
    case .object(let value as IndexValue): try value.save(to: path)
    case .object(let value as PictureValue): try value.write(to: path)
    case .object(let value as SessionValue):
      try WholeFile.write(value.record.script(in: Paths.folder(of: path)), to: path)
    default: break
    }
    return .nothing
  }
}
