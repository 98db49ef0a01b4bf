import EtudeCore
import EtudeLanguage
import EtudeSession

/// Which files a kind of value can be written to: said once for the check beforehand and for the work.
enum FileEndings {
  /// What `save` writes, by kind.
  static let saved: [Kind: [String]] = [
    .clip: ["wav", "flac"], .fitted: ["safetensors"], .picture: pictures, .index: [IndexValue.ending],
    SessionValue.kind: ["etude"],
  ]

  /// What `export` writes, by kind.
  static let exported: [Kind: [String]] = [
    .result: ["json", "csv"], .table: ["csv", "json"], .prediction: ["csv", "json"], .spectrogram: ["npy"],
    .dataset: ["csv", "json"], .spectrograms: ["npy"], .mfcc: ["npy"], .mfccs: ["npy"], .array: ["npy"],
    .clip: ["npy"],
    SessionValue.kind: ["ipynb", "html", "md"],
  ]

  static let pictures = ["png", "svg", "pdf"]

  /// The ending of a file's name, without the dot; empty if there is none.
  static func ending(of name: String) -> String {
    name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
  }

  /// - Throws: a failure of the option `to` that names the endings there are.
  static func check(_ name: String, among endings: [String], _ what: String) throws {
    guard !endings.contains(ending(of: name)) else { return }
    let dotted = endings.map { ".\($0)" }
    let list = (dotted.dropLast(2) + [dotted.suffix(2).joined(separator: " or ")]).joined(separator: ", ")
    throw OptionFailure(
      "to", Failure("\(what) cannot be written as '\(name)'", fix: "end the file's name in \(list)"))
  }

  /// The same for a value's type: what cannot be written at all is refused too.
  static func check(
    _ type: ValueType, to name: String, among table: [Kind: [String]], verb: String
  ) throws {
    if table == exported, case .list(of: .kind(.result), _) = type {
      return try check(name, among: exported[.result] ?? [], type.described)
    }
    guard case .kind(let kind) = type, let endings = table[kind] else {
      let other = table == saved ? exported : saved
      let otherVerb = table == saved ? "export" : "save"
      let isForOther = if case .kind(let kind) = type { other[kind] != nil } else { false }
      let fix =
        isForOther
        ? "\(otherVerb) takes it"
        : type == .kind(.model)
          ? ModelValue.hasNoWeights.fix
          : type.isListOfTaken(table) ? "one at a time" : "print shows it as text"
      throw Failure("\(verb) does not take \(type.described)", fix: fix)
    }
    try check(name, among: endings, type.described)
  }

  /// The check before anything runs, where the name and the value's type follow from the text.
  static func check(_ call: StaticCall, among table: [Kind: [String]], verb: String) throws {
    guard let type = call.operands["x"]?.type, type != .unknown,
      case .text(let name)? = call.options["to"]?.known
    else { return }
    try check(type, to: name, among: table, verb: verb)
  }
}

extension ValueType {
  /// Whether it is a list of what can be written, one at a time.
  fileprivate func isListOfTaken(_ table: [Kind: [String]]) -> Bool {
    if case .list(of: .kind(let kind), _) = self { table[kind] != nil } else { false }
  }
}
