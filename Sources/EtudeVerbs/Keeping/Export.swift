import EtudeData
import EtudeLanguage

extension Verb {
  static let export = Verb(
    "export", "a value for other programs: .csv, .json, .npy; a session as .ipynb, .html, .md",
    section: .keeping, operands: [exported], options: [target, view, everything],
    result: .checked(.nothing) { call in
      try FileVerb.export.check(call, exported, to: target)
      guard let type = call.value(of: exported)?.type else { return }
      if call[view] == .image { try ImageView.check(type) }
      if call[everything] == true { try SessionAlone.check(everything, of: type) }
    },
    examples: ["export cv to: \"cv.json\"", "export mels[0] to: \"first.npy\" view: \"image\""]
  ) { call in
    let (value, name, view) = (try call[exported], try call[target], try call[view])
    try FileVerb.export.check(value.type, to: name)
    if view == .image { try ImageView.check(value.type) }
    let holdsAll = try call[everything]
    if holdsAll { try SessionAlone.check(everything, of: value.type) }
    let file = TargetFile(
      path: call.environment.writing(name), view: view, holdsAll: holdsAll, environment: call.environment)
    switch value {
    case .object(let value as any Exportable): try value.export(to: file)
    case .list(let list):
      let kind = list.firstObject.flatMap { type(of: $0) as? any ExportableTogether.Type }
      try kind?.export(list, to: file)
    default: break
    }
    file.tell(of: value)
    return .nothing
  }

  private static let exported = TypedOperand(
    "x", .anything,
    help: "result or a list of them, table, prediction, dataset, spectrogram, mfcc, array, clip, session")
  private static let target = TypedOption(required: "to", .text, help: "the file")
  private static let view = TypedOption(
    "view", .choice([SpectrogramSet.View.frames, .image]), default: .frames,
    help: "which view of a spectrogram")
  private static let everything = TypedOption(
    "all", .flag, default: false, help: "of a session: what failed, help and what was given up too")
}
