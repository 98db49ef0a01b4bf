import EtudeCore

extension Diagnostic {
  /// Diagnostics for other programs, such as editors, as JSON: a list of objects with `file`, `line`, `column`, `endLine`,
  /// `endColumn` (from 1, in characters; the end is the place after the last), `severity`, `message`, `fix`, and where a
  /// change of the text is proposed `replacement` with its own places and `text`.
  public static func json(_ diagnostics: [Diagnostic]) -> String {
    var json = JSONText()
    json.list(diagnostics, .lines) { json, diagnostic in
      var members: [JSONText.Member] = []
      if let span = diagnostic.span {
        members = [("file", { $0.string(span.source.name) })] + places(of: span)
      }
      members += [
        ("severity", { $0.string(diagnostic.severity.rawValue) }),
        ("message", { $0.string(diagnostic.cause) }),
      ]
      if let fix = diagnostic.fix { members.append(("fix", { $0.string(fix) })) }
      if let change = diagnostic.replacement {
        members.append(
          ("replacement", { $0.object(places(of: change.span) + [("text", { $0.string(change.text) })]) }))
      }
      json.object(members)
    }
    return json.text
  }

  private static func places(of span: Span) -> [JSONText.Member] {
    let start = span.source.position(at: span.range.lowerBound)
    let end = span.source.position(at: max(span.range.lowerBound, span.range.upperBound))
    return [
      ("line", { $0.number(start.line) }), ("column", { $0.number(start.column) }),
      ("endLine", { $0.number(end.line) }), ("endColumn", { $0.number(end.column) }),
    ]
  }
}
