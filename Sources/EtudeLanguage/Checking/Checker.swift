import EtudeCore

/// Finds the type of every expression before anything runs, and the value where it follows from the text.
/// It reports all that is wrong, and goes on after each.
final class Checker {
  let vocabulary: Vocabulary
  let mode: Program.Mode
  /// Reads an included file.
  let read: (String) throws -> SourceText
  /// Names bound so far, with what is known of each.
  var names: [String: StaticValue]
  /// Names that are there from the start, and cannot be bound.
  let predefined: [String: StaticValue]
  let cells: [Int: StaticValue]
  let lastCell: StaticValue?
  var facts = Facts()
  var diagnostics: [Diagnostic] = []
  var overrides: [(name: String, text: String)]
  var usedOverrides: Set<String> = []
  /// Where the statement's one list for one thing stands; nil if there is none yet.
  var sweep: Span?
  /// Expressions that stem from that list.
  var sweptNodes: Set<Int> = []
  /// Types that names must keep in the loops that are open; nil outside loops.
  var keptTypes: [String: ValueType]?
  /// Turns of written loops unrolled so far; bounded.
  var turns = 0
  /// Set when an included file is absent: names that it may have bound are not reported.
  var hasGaps = false
  var nextID = 0
  /// Where each included file was included first, by its name.
  var inclusions: [String: Span] = [:]
  private var reported: Set<String> = []

  init(
    vocabulary: Vocabulary, mode: Program.Mode, names: [String: StaticValue],
    predefined: [String: StaticValue],
    cells: [Int: StaticValue], lastCell: StaticValue?, overrides: [(name: String, text: String)],
    read: @escaping (String) throws -> SourceText
  ) {
    self.vocabulary = vocabulary
    self.mode = mode
    self.names = names
    self.predefined = predefined
    self.cells = cells
    self.lastCell = lastCell
    self.overrides = overrides
    self.read = read
  }

  /// Reads and checks a text; the statements, those of included files in their place.
  func check(_ source: SourceText) -> [Statement] {
    let statements = checkFile(source, path: [source.name])
    for override in overrides where !usedOverrides.contains(override.name) {
      let known = usedOverrides.union(declaredParameters)
      diagnostics.append(
        Diagnostic(
          at: nil, "\(source.name) has no param '\(override.name)'",
          fix: Suggestion.question(override.name, among: known)
            ?? (known.isEmpty
              ? "it has no params" : "its params are \(known.sorted().joined(separator: ", "))"),
          exitCode: 64))
    }
    return statements
  }

  var declaredParameters: Set<String> = []

  func checkFile(_ source: SourceText, path: [String]) -> [Statement] {
    var parser = Parser(source, firstID: nextID)
    let parsed = parser.program()
    nextID = parser.nextID
    for diagnostic in parser.diagnostics { report(diagnostic) }
    var statements: [Statement] = []
    for statement in parsed { statements += check(statement, in: source, path: path) }
    return statements
  }

  func report(
    _ span: Span?, _ cause: String, fix: String? = nil, severity: Diagnostic.Severity = .error,
    exitCode: Int32 = 65
  ) {
    report(Diagnostic(severity, at: span, cause, fix: fix, exitCode: exitCode))
  }

  /// Keeps a diagnostic; one that a loop's other turn or an included file's second reading gave already is dropped.
  func report(_ diagnostic: Diagnostic) {
    let place = diagnostic.span.map { "\($0.source.name):\($0.range.lowerBound)" } ?? ""
    if reported.insert("\(place):\(diagnostic.cause)").inserted { diagnostics.append(diagnostic) }
  }

  /// Diagnostics in order of position; those of an included file stand where it was included.
  var ordered: [Diagnostic] {
    func place(_ span: Span) -> [Int] {
      (inclusions[span.source.name].map(place) ?? []) + [span.range.lowerBound]
    }
    return diagnostics.enumerated().map { (place: $1.span.map(place) ?? [], offset: $0, diagnostic: $1) }
      .sorted { a, b in
        a.place == b.place ? a.offset < b.offset : a.place.lexicographicallyPrecedes(b.place)
      }
      .map(\.diagnostic)
  }
}
