import EtudeCore

/// An error or a warning about a text: where, one cause, one fix.
public struct Diagnostic: Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public let severity: Severity
  /// Where; nil if it is about no place in a text, such as a wrong command line.
  public let span: Span?
  public let cause: String
  public internal(set) var fix: String?
  /// The change that the fix proposes, if it proposes one: with it made, `check` has nothing to say here.
  public internal(set) var replacement: Replacement?
  /// Changes that may be proposed, the likeliest first, before they are tried.
  var proposals: [Replacement] = []
  /// Whether it is about a call that wants an operand or an option that it was not given.
  var isLack = false
  /// How a program ends because of it.
  public let exitStatus: ProgramExit

  public init(
    _ severity: Severity = .error, at span: Span?, _ cause: String, fix: String? = nil,
    exitStatus: ProgramExit = .staticError
  ) {
    self.init(severity, at: span, cause, fix: fix, [], exitStatus: exitStatus)
  }

  /// With changes that may be proposed.
  init(
    _ severity: Severity = .error, at span: Span?, _ cause: String, fix: String?, _ proposals: [Replacement],
    isLack: Bool = false, exitStatus: ProgramExit = .staticError
  ) {
    self.proposals = proposals
    self.isLack = isLack
    self.severity = severity
    self.span = span
    self.cause = DisplayText.clipped(cause, most: Self.longest)
    // Half a proposal is none.
    self.fix = fix.flatMap { $0.utf8.count <= Self.longest ? $0 : nil }
    self.exitStatus = exitStatus
  }

  /// Bytes of a cause or a fix; longer ones quote a text that nobody wrote by hand.
  private static let longest = 600
  /// Columns of a line that a message shows.
  private static let longestLine = 160

  /// A failure of the running program at a place in the text.
  public init(_ failure: Failure, at span: Span?) {
    self.init(at: span, failure.cause, fix: failure.fix, exitStatus: ProgramExit(failure.kind))
  }

  /// Where it stands, to sort by.
  var place: Int { span?.range.lowerBound ?? 0 }

  /// The message, the line, the span underlined, the fix after the carets; no line break at the end.
  public var rendered: String { rendered(in: .plain) }

  /// The same with colours where the front end has them.
  public func rendered(in style: DiagnosticStyle) -> String {
    let heading = "\(style.paint(severity.rawValue + ":", as: severity)) \(cause)"
    guard let span else { return fix.map { "\(heading)\n  \($0)" } ?? heading }
    let start = span.source.position(at: span.range.lowerBound)
    let line = span.source.lineRange(at: span.range.lowerBound)
    let end = max(span.range.lowerBound, min(span.range.upperBound, line.upperBound))
    let text = span.source.text(line)
    let lead = DisplayText.width(
      span.source.text(line.lowerBound..<max(line.lowerBound, span.range.lowerBound)))
    let width = max(1, DisplayText.width(span.source.text(span.range.lowerBound..<end)))
    let isShort = text.utf8.count <= Self.longestLine || DisplayText.width(text) <= Self.longestLine
    let (shown, place) =
      isShort
      ? (DisplayText.shown(text), lead..<lead + width)
      : DisplayText.excerpt(text, around: lead..<lead + width, most: Self.longestLine)
    let gutter = String(repeating: " ", count: String(start.line).count)
    let carets = style.paint(String(repeating: "^", count: max(1, place.count)), as: severity)
    return """
      \(span.source.name):\(start.line):\(start.column): \(heading)
        \(start.line) | \(shown)
        \(gutter) | \(String(repeating: " ", count: place.lowerBound))\(carets)\(fix.map { " " + $0 } ?? "")
      """
  }
}

/// How a diagnostic looks.
public enum DiagnosticStyle: Sendable {
  case plain
  /// ANSI colours for a terminal.
  case coloured

  func paint(_ text: String, as severity: Diagnostic.Severity) -> String {
    switch self {
    case .plain: text
    case .coloured: "\u{1B}[1;\(severity == .error ? 31 : 33)m\(text)\u{1B}[0m"
    }
  }
}

/// What keeps a text from running: one or more diagnostics, in order of position.
public struct DiagnosticList: Error, Sendable {
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// How a program ends because of them; a wrong command line first, then an absent input.
  public var exitStatus: ProgramExit {
    Self.exitStatus(of: diagnostics.filter { $0.severity == .error }.map(\.exitStatus))
  }

  /// All of them, one after the other.
  public func rendered(in style: DiagnosticStyle = .plain) -> String {
    diagnostics.map { $0.rendered(in: style) }.joined(separator: "\n")
  }

  /// Errors and warnings that are told one by one, of each.
  private static let most = 50

  /// The first errors and warnings, and how many more there are: at least so many if not all that was found is here.
  static func shortened(_ diagnostics: [Diagnostic], of found: FoundProblems) -> [Diagnostic] {
    guard diagnostics.count > most else { return diagnostics }
    var left: [Diagnostic.Severity: [Diagnostic]] = [:]
    var counts: [Diagnostic.Severity: Int] = [:]
    var shown: [Diagnostic] = []
    for diagnostic in diagnostics {
      counts[diagnostic.severity, default: 0] += 1
      if counts[diagnostic.severity, default: 0] <= most {
        shown.append(diagnostic)
      } else {
        left[diagnostic.severity, default: []].append(diagnostic)
      }
    }
    for severity in [Diagnostic.Severity.warning, .error] {
      guard let more = left[severity] else { continue }
      let noun = more.count == 1 ? severity.rawValue : severity.rawValue + "s"
      let isAll = severity == .error ? found.otherErrors.isEmpty : !found.hasOtherWarnings
      let count = isAll ? "\(more.count)" : "at least \(more.count)"
      let status = exitStatus(
        of: more.filter { $0.severity == .error }.map(\.exitStatus) + Array(found.otherErrors))
      shown.append(
        Diagnostic(
          severity, at: nil, "there are \(count) more \(noun)",
          exitStatus: severity == .error ? status : .staticError))
    }
    return shown
  }

  private static func exitStatus(of errors: [ProgramExit]) -> ProgramExit {
    [.wrongCommandLine, .missingInput].first(where: errors.contains) ?? errors.first ?? .done
  }
}
