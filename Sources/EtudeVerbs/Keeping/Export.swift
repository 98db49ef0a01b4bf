import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let export = Verb(
    "export", "a value for other programs: .csv, .json, .npy; a session as .ipynb, .html, .md",
    section: .keeping,
    operands: [
      Operand(
        "x", .anything,
        help: "result or a list of them, table, prediction, dataset, spectrogram, mfcc, array, clip, session")
    ],
    options: [
      Option("to", .text, isRequired: true, help: "the file"),
      Option(
        "view", .choice("frames", "image"), standard: .text("frames"), help: "which view of a spectrogram"),
    ],
    result: .checked(.nothing) { call in
      try FileEndings.check(call, among: FileEndings.exported, verb: "export")
      if let type = call.operands["x"]?.type, case .text(let view)? = call.options["view"]?.known {
        try check(view, of: type)
      }
    },
    examples: ["export cv to: \"cv.json\"", "export mels[0] to: \"first.npy\" view: \"image\""]
  ) { call in
    let name = call.text("to") ?? ""
    let value = call.operands["x"] ?? .nothing
    try FileEndings.check(value.type, to: name, among: FileEndings.exported, verb: "export")
    try check(call.text("view") ?? "", of: value.type)
    let path = call.environment.writing(name)
    let work = call.environment.work
    if let array = try NPY(value, view: call.text("view") ?? "frames", work: work) {
      try array.write(to: path, work.cancellation)
    } else {
      let text = try text(of: value, as: FileEndings.ending(of: name), in: Paths.folder(of: path))
      try work.checkCancelled()
      try WholeFile.write(text, to: path)
    }
    return .nothing
  }

  /// - Throws: a failure of the option `view` where it says nothing of a value of that type.
  private static func check(_ view: String, of type: ValueType) throws {
    let viewed: [Kind] = [.spectrogram, .spectrograms, .mfcc, .mfccs]
    guard view == "image", type != .unknown, !viewed.contains(where: { type == .kind($0) }) else { return }
    let isSound = type == .kind(.clip) || type == .kind(.dataset)
    throw OptionFailure(
      "view",
      Failure(
        "\(type.described) has no image",
        fix: isSound ? "make one first: … | spectrogram" : "take 'view:' out"))
  }

  /// The contents of a file of text; the ending is one that the kind has.
  private static func text(of value: Value, as ending: String, in folder: String) throws -> [UInt8] {
    switch value {
    case .object(let value as ResultValue):
      return Array((ending == "json" ? value.result.json() : value.result.csv()).utf8)
    case .object(let value as TableValue):
      if case .comparison(let comparison) = value.drawing {
        return ending == "json" ? Array(comparison.json().utf8) : Rows(comparison.pairTable).bytes(ending)
      }
      return Rows(value.table).bytes(ending)
    case .object(let value as DatasetValue): return Rows(value, in: folder).bytes(ending)
    case .object(let value as PredictionValue):
      return ending == "json" ? Array(try value.json.utf8) : Rows(value).bytes(ending)
    case .object(let value as SessionValue):
      switch ending {
      case "ipynb": return Array(try value.record.notebook().utf8)
      case "html": return Array(try value.record.html().utf8)
      default: return Array(try value.record.markdown().utf8)
      }
    case .list(let list):
      let results = list.items.enumerated().compactMap { index, item -> (String, Evaluation)? in
        guard case .object(let value as ResultValue) = item.value else { return nil }
        return (item.label ?? "\(index + 1)", value.result)
      }
      return Array((ending == "json" ? Evaluation.json(of: results) : try Evaluation.csv(of: results)).utf8)
    default: throw Failure("export does not take \(value.type.described)", fix: "print it")
    }
  }
}
