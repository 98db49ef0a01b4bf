import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeSession
import EtudeSound

extension Verb {
  static let save = Verb(
    "save", "clip, fitted network, picture or session, as a file that Étude reads again", section: .keeping,
    operands: [Operand("x", .anything, help: "clip, fitted, picture, session")],
    options: [
      Option("to", .text, isRequired: true, help: "clip: .wav .flac; fitted: .safetensors; session: .etude")
    ],
    result: .type(.nothing),
    examples: ["save fitted to: \"net.safetensors\"", "save session to: \"work.etude\""]
  ) { call in
    let name = call.text("to") ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    func check(_ endings: [String], _ what: String) throws {
      guard endings.contains(ending) else {
        let list = endings.map { ".\($0)" }.joined(separator: " or ")
        throw Failure("\(what) cannot be saved as '\(name)'", fix: "end the file's name in \(list)")
      }
    }
    guard case .object(let object)? = call.operands["x"] else {
      throw Failure(
        "only clips, fitted networks, pictures and the session can be saved", fix: "export it, or print it")
    }
    switch object {
    case let value as ClipValue:
      try check(["wav", "flac"], "a clip")
      try AudioFile.write(try value.clip.sound(), to: call.environment.writing(name))
    case let value as FittedValue:
      try check(["safetensors"], "a fitted network")
      try value.fitted.save(to: call.environment.writing(name))
    case let value as PictureValue:
      try PictureFile.check(name)
      try value.write(to: call.environment.writing(name))
    case let value as SessionValue:
      try check(["etude"], "a session")
      let path = call.environment.writing(name)
      try WholeFile.write(value.record.script(in: Paths.folder(of: path)), to: path)
    default:
      throw Failure(
        "a \(object.kind) cannot be saved", fix: "export it: export x to: \"file.csv\"")
    }
    return .nothing
  }
}
