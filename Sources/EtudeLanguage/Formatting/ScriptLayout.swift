import EtudeCore

/// The one layout of scripts: a statement a line, bodies indented by two, one space between words, lines broken where they
/// were. Comments, single blank lines and the spelling of strings and numbers stay.
public enum ScriptLayout {
  /// Columns beyond which a body on one line, or a pipe, is broken.
  static let widest = 100

  /// A script laid out. It means what the script meant, and is its own layout.
  ///
  /// - Throws: all that keeps the text from being read.
  public static func text(of source: SourceText) throws(DiagnosticList) -> String {
    let statements = try read(source)
    let (tokens, _) = Scanner.scan(source)
    let laidOut = LayoutWriter.text(LayoutToken.all(of: tokens, in: source))
    let again = try read(SourceText(name: source.name, text: laidOut))
    guard again.map(\.outline) == statements.map(\.outline) else {
      throw DiagnosticList([
        Diagnostic(
          at: nil, "'\(source.name)' would mean something else when it is laid out", fix: "leave it as it is",
          exitStatus: .failed)
      ])
    }
    return laidOut
  }

  private static func read(_ source: SourceText) throws(DiagnosticList) -> [Statement] {
    if let problem = source.notText {
      let span = Span(source, problem.offset..<problem.offset + 1)
      throw DiagnosticList([Diagnostic(at: span, problem.cause, fix: problem.fix)])
    }
    var parser = Parser(source)
    let statements = parser.program()
    let wrong = parser.problems.kept.filter { $0.severity == .error }.sorted { $0.place < $1.place }
    guard wrong.isEmpty else { throw DiagnosticList(DiagnosticList.shortened(wrong, of: parser.problems)) }
    return statements
  }
}
