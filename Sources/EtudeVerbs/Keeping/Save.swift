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
      let work = call.environment.work
      let cut = try AudioFile.write(
        value.clip.soundSource(work: work), to: path, cancellation: work.cancellation)
      if cut.samples > 0 {
        work.warn(
          "\(path) holds no more than full scale: \(cut.samples.of("sample")) of \(value.clip.name) were cut, "
            + "the largest was \(Double(cut.peak).text(decimals: 2)) times full scale")
      }
    case .object(let value as FittedValue):
      try value.save(to: path)
      if let digest = value.digest { call.environment.written.keep(digest) }
    case .object(let value as IndexValue): try value.save(to: path)
    case .object(let value as PictureValue): try value.write(to: path)
    case .object(let value as SessionValue):
      try WholeFile.write(try value.record.script(in: Paths.folder(of: path)), to: path)
    default: break
    }
    return .nothing
  }
}
