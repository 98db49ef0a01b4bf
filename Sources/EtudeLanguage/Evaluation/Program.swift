/// A text that was read and checked, ready to run.
public struct Program: Sendable {
  /// Statements in order, those of included files in their place.
  let statements: [Statement]
  let facts: Facts
  let mode: Mode
  public let warnings: [Diagnostic]

  /// Number of statements.
  public var count: Int { statements.count }

  /// Where each statement stands.
  public var spans: [Span] { statements.map(\.span) }

  /// The statements one by one, each to run as a cell: what it gives is shown, an assignment's value too.
  public var cells: [Program] {
    statements.map { statement in
      Program(
        statements: [statement], facts: facts, mode: .cell,
        warnings: warnings.filter { $0.span.map(statement.span.contains) ?? false })
    }
  }

  /// Where a text stands, and so what it may say.
  public enum Mode: Sendable {
    /// A file, or `-e`.
    case script
    /// A cell of the REPL or of a notebook: `_` and `_3` stand for cells' values, and assignments are shown.
    case cell
  }
}

/// What the checker found out of nodes, by their numbers.
struct Facts: Sendable {
  /// Names that are variables where they stand; others are verbs.
  var variables: Set<Int> = []
  /// Names that stand for something of the element that is asked, in expressions that are asked for each.
  var elementNames: [Int: ElementName] = [:]
  /// Types that calls were checked with; `unknown` where a loop gave several.
  var callTypes: [Int: ValueType] = [:]
  /// For each call, the label of the main option that stands as a bare value.
  var bareMainOptions: [Int: String] = [:]
  /// For each call, the options that others imply.
  var impliedOptions: [Int: Set<String>] = [:]
  /// Strings whose text is known; nil inside where a loop gave several.
  var texts: [Int: String?] = [:]
  /// Params' values, overrides applied.
  var parameters: [Int: Value] = [:]

  mutating func note(_ type: ValueType, ofCall id: Int) {
    if let noted = callTypes[id], noted != type { callTypes[id] = .unknown } else { callTypes[id] = type }
  }

  mutating func note(_ text: String?, ofText id: Int) {
    if let noted = texts[id], noted != text { texts[id] = .some(nil) } else { texts[id] = text }
  }
}
