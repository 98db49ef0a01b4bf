/// The language's words as an editor colours them, from the vocabulary and the scanner's own tables.
struct EditorWords {
  /// Words that begin or join statements.
  static let statements = Reserved.words.filter { !operators.contains($0) && !constants.contains($0) }
  static let operators = ["and", "or", "not"]
  static let constants = ["yes", "no"]
  static let units = Unit.allCases.map(\.rawValue)
  /// Signs that join or part values, the longer ones first.
  static let signs = Symbol.allCases.filter { $0.partner == nil && !$0.isClosing && $0 != .dot }
    .map(\.rawValue).sorted { ($1.count, $0) < ($0.count, $1) }

  let verbs: [String]
  let predefined: [String]

  init(_ vocabulary: Vocabulary) {
    verbs = vocabulary.verbs.keys.sorted()
    predefined = vocabulary.predefined.keys.sorted() + ["session"]
  }
}
