import EtudeCore

/// An error or a warning about a text: where, one cause, one fix.
public struct Diagnostic: Sendable {
  public enum Severity: String, Sendable { case error, warning }

  public let severity: Severity
  /// Where; nil if it is about no place in a text, such as a wrong command line.
  public let span: Span?
  public let cause: String
  public let fix: String?
  /// The exit code of a program that ends because of it: 64, 65, 66, 70, 130.
  public let exitCode: Int32

  public init(
    _ severity: Severity = .error, at span: Span?, _ cause: String, fix: String? = nil, exitCode: Int32 = 65
  ) {
    self.severity = severity
    self.span = span
    self.cause = cause
    self.fix = fix
    self.exitCode = exitCode
  }

  /// A failure of the running program at a place in the text.
  public init(_ failure: Failure, at span: Span?) {
    let exitCode: Int32 =
      switch failure.kind {
      case .running: 70
      case .input: 66
      case .interrupted: 130
      }
    self.init(at: span, failure.cause, fix: failure.fix, exitCode: exitCode)
  }

  /// The message, the line, the span underlined, the fix after the carets; no line break at the end.
  public var rendered: String { rendered(in: .plain) }

  /// The same with colours where the front end has them.
  public func rendered(in style: DiagnosticStyle) -> String {
    let heading = "\(style.paint(severity.rawValue + ":", as: severity)) \(cause)"
    guard let span else { return fix.map { "\(heading)\n  \($0)" } ?? heading }
    let start = span.source.position(at: span.range.lowerBound)
    let line = span.source.lineRange(at: span.range.lowerBound)
    let end = max(span.range.lowerBound, min(span.range.upperBound, line.upperBound))
    let shown = DisplayText.shown(span.source.text(line))
    let lead = DisplayText.width(
      span.source.text(line.lowerBound..<max(line.lowerBound, span.range.lowerBound)))
    let width = DisplayText.width(span.source.text(span.range.lowerBound..<end))
    let gutter = String(repeating: " ", count: String(start.line).count)
    let carets = style.paint(String(repeating: "^", count: max(1, width)), as: severity)
    return """
      \(span.source.name):\(start.line):\(start.column): \(heading)
        \(start.line) | \(shown)
        \(gutter) | \(String(repeating: " ", count: lead))\(carets)\(fix.map { " " + $0 } ?? "")
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

  /// The exit code of a program that ends because of them; a wrong command line first, then an absent input.
  public var exitCode: Int32 {
    let codes = diagnostics.filter { $0.severity == .error }.map(\.exitCode)
    return [64, 66].first(where: codes.contains) ?? codes.first ?? 0
  }

  /// All of them, one after the other.
  public func rendered(in style: DiagnosticStyle = .plain) -> String {
    diagnostics.map { $0.rendered(in: style) }.joined(separator: "\n")
  }
}
