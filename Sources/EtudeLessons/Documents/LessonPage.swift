import EtudeCore
import EtudeSession

extension Lesson {
  /// The lesson as a page of Markdown with what its lines show, and the pictures beside it.
  ///
  /// - Parameter session: a new one, in which the lines are run.
  /// - Returns: the page, and the files that it names.
  /// - Throws: `Failure` if a line fails or a claim does not hold; what making a picture throws.
  public func page(in session: Session) throws -> (text: String, files: [(name: String, bytes: [UInt8])]) {
    for passage in passages {
      switch passage {
      case .prose(let text):
        session.execute(
          text.split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(
            separator: "\n"))
      case .line(let line): try Self.run(line, in: session)
      case .task(let answer): for line in answer { try Self.run(line, in: session) }
      }
    }
    let page = try session.record.markdown(named: name)
    // How long a line took is another number every time.
    let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false).filter { !Self.isTime($0) }
    return (lines.joined(separator: "\n"), page.files)
  }

  private static func run(_ line: String, in session: Session) throws {
    let cell = session.execute(line)
    for case .diagnostic(let diagnostic) in cell.outputs where diagnostic.severity == .error {
      throw Failure("the line '\(line)' failed: \(diagnostic.cause)", fix: diagnostic.fix)
    }
  }

  /// Whether a line of a document says how long a cell took: `*1.25 s*`.
  private static func isTime(_ line: Substring) -> Bool {
    line.hasPrefix("*") && line.hasSuffix("s*") && line.dropFirst().first?.isNumber == true
  }
}
