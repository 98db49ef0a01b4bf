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
  private var found = FoundProblems()
  /// What is found so far, as far as it is kept.
  var diagnostics: [Diagnostic] {
    get { found.kept }
    _modify { yield &found.kept }
  }
  var overrides: [(name: String, text: String)]
  var usedOverrides: Set<String> = []
  /// Types that the names bound in the open loops and branches must keep, `unknown` where they have none yet; nil outside
  /// them. What was bound before them and not in them keeps the type that it has.
  var keptTypes: [String: ValueType]?
  /// The innermost of them, as a message names it.
  var openBody = "a 'for'"
  /// The verbs whose arguments are being checked that ask something of each element, innermost last.
  var elementScopes: [ElementScope] = []
  /// Names that stood for a verb where they were read first: a loop's later turns read them so again, whatever was bound
  /// meanwhile further down in the text.
  var verbNodes: Set<Int> = []
  /// How much of texts and lists the checker may still make while it follows what values are.
  var following = Following()
  /// How many more names may be compared with one that is unknown.
  var comparisons = 200_000
  /// Set when an included file is absent: names that it may have bound are not reported.
  var hasGaps = false
  var nextID = 0
  /// Where each included file was included first, by its name.
  var inclusions: [String: Span] = [:]
  /// Files read so far, by their place.
  var files: [String: SourceText] = [:]
  /// Statements of the files read so far: a file that is included again is not read into statements again.
  private var parsed: [ObjectIdentifier: [Statement]] = [:]
  /// How many times a file was included.
  var includeCount = 0
  /// Finds what to write instead; nil where a text is only tried.
  lazy var advisor: Advisor? = Advisor { [unowned self] in trial($0, $1) }
  /// Errors that are still advised on: as many as are shown.
  var adviceLeft = 50
  /// Where a block ends that an error was about: what is wrong within it is not reported.
  var mutedUntil = 0
  private var reported: Set<String> = []
  /// Looked at between statements and expressions.
  var cancellation: Cancellation?
  /// Whether the check breaks off: what it has found by then is not all.
  var isStopped: Bool { cancellation?.isRequested ?? false }

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
          exitStatus: .wrongCommandLine))
    }
    return statements
  }

  var declaredParameters: Set<String> = []

  func checkFile(_ source: SourceText, path: [String]) -> [Statement] {
    if let problem = source.notText {
      hasGaps = true
      let end = min(problem.offset + 1, source.bytes.count)
      report(Span(source, problem.offset..<end), problem.cause, fix: problem.fix)
      return []
    }
    let (parsed, problems) = parse(source)
    var waiting = problems[...]
    var statements: [Statement] = []
    mutedUntil = 0
    for statement in parsed {
      if isStopped { break }
      let first = diagnostics.count
      // Not all names: to hold them would copy them for each statement.
      let replaced = statement.boundNames.map { ($0, names[$0]) }
      while let next = waiting.first, next.place <= statement.span.range.upperBound, !isStopped {
        report(next)
        waiting = waiting.dropFirst()
      }
      statements += check(statement, in: source, path: path)
      if statement.span.range.lowerBound < mutedUntil {
        diagnostics.removeSubrange(first...)
        continue
      }
      if diagnostics.count > first {
        let block = block(after: statement)
        var before = names
        for (name, value) in replaced { before[name] = value }
        advise(statement, since: first, before: before, block: block)
        if let block, case .invalid = statement.kind { mutedUntil = block.range.upperBound }
      }
    }
    for diagnostic in waiting {
      if isStopped { break }
      report(diagnostic)
    }
    return statements
  }

  /// A file's statements, and what is wrong with its form in order of position; the latter only once.
  private func parse(_ source: SourceText) -> (statements: [Statement], problems: [Diagnostic]) {
    let file = ObjectIdentifier(source)
    if let known = parsed[file] { return (known, []) }
    var parser = Parser(source, firstID: nextID, stopping: cancellation)
    let statements = parser.program()
    nextID = parser.nextID
    parsed[file] = statements
    found.addOthers(of: parser.problems)
    let problems = try? parser.problems.kept.enumerated().sorted {
      if isStopped { throw CancellationError() }
      return ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
    }
    return (statements, problems?.map(\.element) ?? [])
  }

  /// Gives up what was read: the check breaks off.
  func discard() {
    let discarded = DiscardedStatements(Array(parsed.values))
    parsed = [:]
    discarded.free()
  }

  func report(
    _ span: Span?, _ cause: String, fix: String? = nil, _ proposals: [Replacement] = [],
    isLack: Bool = false, severity: Diagnostic.Severity = .error, exitStatus: ProgramExit = .staticError
  ) {
    report(
      Diagnostic(severity, at: span, cause, fix: fix, proposals, isLack: isLack, exitStatus: exitStatus))
  }

  /// Keeps a diagnostic; one that a loop's other turn or an included file's second reading gave already is dropped.
  func report(_ diagnostic: Diagnostic) {
    if found.hasRoom(for: diagnostic.severity) {
      let place = diagnostic.span.map { "\($0.source.name):\($0.range.lowerBound)" } ?? ""
      guard reported.insert("\(place):\(diagnostic.cause)").inserted else { return }
    }
    found.add(diagnostic)
  }

  /// Diagnostics in order of position; those of an included file stand where it was included.
  var ordered: [Diagnostic] {
    func place(_ span: Span) -> [Int] {
      (inclusions[span.source.name].map(place) ?? []) + [span.range.lowerBound]
    }
    let places: [[Int]] = diagnostics.map { $0.span.map(place) ?? [] }
    let order = diagnostics.indices.sorted { a, b in
      places[a] == places[b] ? a < b : places[a].lexicographicallyPrecedes(places[b])
    }
    return DiagnosticList.shortened(order.map { diagnostics[$0] }, of: found)
  }

  /// `did you mean 'folds'?`, as long as that does not take long; empty if no candidate is near.
  func nearest(
    _ word: String, among candidates: some Collection<String>, isName: Bool, at span: Span
  ) -> [Replacement] {
    let count = candidates.count + (isName ? names.count : 0)
    guard count <= comparisons else { return [] }
    comparisons -= count
    let all = Array(candidates) + (isName ? Array(names.keys) : [])
    return Suggestion.nearest(to: word, among: all).map { [.meant($0, at: span)] } ?? []
  }
}
