import EtudeLanguage
import EtudeSession

extension Verb {
  static let save = Verb(
    "save", "clip, fitted network, index, picture or session, as a file",
    section: .keeping, operands: [saved], options: [target, only],
    result: .checked(.nothing) { call in
      try FileVerb.save.check(call, saved, to: target)
      if call.has(only), let type = call.value(of: saved)?.type { try SessionAlone.check(only, of: type) }
    },
    examples: [
      "save fitted to: \"net.safetensors\"", "save fitted to: \"net.onnx\"",
      "save session to: \"work.etude\"",
      "save session to: \"short.etude\" only: \"values\"",
    ]
  ) { call in
    let (value, name) = (try call[saved], try call[target])
    try FileVerb.save.check(value.type, to: name)
    if case .object(let value as any Savable) = value {
      let content = try call[only]
      if content != nil { try SessionAlone.check(only, of: call[saved].type) }
      let file = TargetFile(
        path: call.environment.writing(name), content: content ?? .all, environment: call.environment)
      try value.save(to: file)
      try file.tell(of: call[saved])
    }
    return .nothing
  }

  private static let saved = TypedOperand("x", .anything, help: "clip, fitted, index, picture, session")
  private static let target = TypedOption(
    required: "to", .text,
    help:
      "clip: .wav .flac; fitted: .safetensors, for other programs .onnx; index: .etudeindex; session: .etude")
  private static let only = TypedOption(
    "only", .choice([SavedContent.values]), absence: "what was shown, too",
    help: "of a session: the shortest script that makes its values")
}
