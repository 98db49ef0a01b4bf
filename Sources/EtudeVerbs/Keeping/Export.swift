import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Verb {
  static let export = Verb(
    "export", "a value for other programs: .csv, .json, .npy; a session as .ipynb, .html, .md",
    section: .keeping,
    operands: [
      Operand("x", .anything, help: "result, table, prediction, spectrogram, mfcc, array, clip, session")
    ],
    options: [
      Option("to", .text, isRequired: true, help: "the file"),
      Option(
        "view", .choice("frames", "image"), standard: .text("frames"), help: "which view of a spectrogram"),
    ],
    result: .type(.nothing),
    examples: ["export cv to: \"cv.json\"", "export mels[0] to: \"first.npy\" view: \"image\""]
  ) { call in
    let name = call.text("to") ?? ""
    let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
    let bytes = try bytes(of: call.operands["x"] ?? .nothing, as: ending, view: call.text("view") ?? "frames")
    try WholeFile.write(bytes, to: call.environment.writing(name))
    return .nothing
  }

  private static func bytes(of value: Value, as ending: String, view: String) throws -> [UInt8] {
    guard case .object(let object) = value else {
      throw Failure("a \(value.kindName) cannot be exported", fix: "print it")
    }
    func refused(_ endings: String) -> Failure {
      Failure("a \(object.kind) cannot be exported as '.\(ending)'", fix: "end the file's name in \(endings)")
    }
    switch object {
    case let value as ResultValue:
      switch ending {
      case "json": return Array(value.result.json().utf8)
      case "csv": return Array(value.result.csv().utf8)
      default: throw refused(".json or .csv")
      }
    case let value as TableValue:
      return try Rows(value.table).bytes(ending) ?? { throw refused(".csv or .json") }()
    case let value as PredictionValue:
      return try Rows(value).bytes(ending) ?? { throw refused(".csv or .json") }()
    case let value as SpectrogramValue where ending == "npy": return try NPY(value, view: view).bytes
    case let value as SpectrogramsValue where ending == "npy": return try NPY(value, view: view).bytes
    case let value as ArrayValue where ending == "npy":
      return NPY(value.values, shape: value.shape).bytes
    case let value as ClipValue where ending == "npy":
      let samples = try value.clip.sound().samples
      return NPY(samples, shape: [samples.count]).bytes
    case is SpectrogramValue, is SpectrogramsValue, is ArrayValue, is ClipValue: throw refused(".npy")
    default: throw Failure("a \(object.kind) cannot be exported", fix: "save it, or print it")
    }
  }
}

extension Value {
  /// What kind of value it is, in a word.
  var kindName: String {
    switch self {
    case .number: "number"
    case .quantity: "quantity"
    case .text: "string"
    case .flag: "yes or no"
    case .list: "list"
    case .object(let object): object.kind.name
    case .nothing: "nothing"
    }
  }
}
