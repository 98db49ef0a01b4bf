/// A word of a line that may be written as another language writes it: Python, R, MATLAB, JavaScript, a shell.
struct ForeignToken {
  enum Kind: Equatable {
    case name, number, text, symbol
    /// A text that stands without its quotes: `music/blues.wav`.
    case bare
  }

  let kind: Kind
  /// As Étude writes it: `0.5` for `.5`.
  let text: String
  let range: Range<Int>
  let spaceBefore: Bool
  let spaceAfter: Bool
  /// Letters in front of a string's quotes: `f`, `r`.
  var prefix = ""
  /// What is wrong with it as it was written; nil if Étude writes it so.
  var cause: String?
}

/// What reading a line as another language's needs to know of Étude's.
struct ForeignContext {
  let vocabulary: Vocabulary
  /// Names that are bound, with what is known of each.
  let names: [String: StaticValue]

  func isBound(_ name: String) -> Bool { names[name] != nil }

  /// Whether a verb, standing first, takes a text as an operand.
  func takesText(verb name: String) -> Bool {
    if name == "include" { return true }
    let verb = vocabulary.verbs[vocabulary.hints[name] ?? name]
    return verb?.operands.contains { $0.accepts.takes(.text) && !$0.accepts.takes(.number) } ?? false
  }

  /// Whether options of that name take texts alone, and none of the verbs before it asks it of each element: `sort by: length`.
  func takesText(label: String, of words: [String]) -> Bool {
    guard !words.contains(where: { vocabulary.verbs[$0]?.asksEach(label) ?? false }) else { return false }
    let options = vocabulary.verbs.values.flatMap(\.options).filter { $0.label == label }
    return options.contains { $0.accepts.takes(.text) && !$0.accepts.takes(.kind(Kind(""))) }
  }
}
