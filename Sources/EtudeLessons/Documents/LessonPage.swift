import EtudeCore
import EtudeSession

extension Lesson {
  /// The lesson as a page of Markdown with what its lines show, and the pictures beside it.
  ///
  /// - Parameter session: a new one, in which the lines are run.
  /// - Returns: the page, and the files that it names.
  /// - Throws: `Failure` if a line fails or a claim does not hold; what making a picture throws.
  public func page(in session: Session) throws -> (text: String, files: [(name: String, bytes: [UInt8])]) {
    var isFolded = false
    func fold(_ mark: String) { session.execute("# " + mark) }
    for (place, passage) in passages.enumerated() {
      switch passage {
      case .prose(let text), .question(let text):
        Self.say(text, in: session)
        if case .question = passage, Self.isTried(passages[(place + 1)...]) {
          fold(Self.mark(.trying))
          isFolded = true
        }
      case .line(let line): try Self.run(line, in: session)
      case .claims(let claims):
        fold(Self.mark(.claims))
        for claim in claims { try Self.run(claim, in: session) }
        fold(Self.end)
      case .meaning(let text):
        Self.say(text, in: session)
        if isFolded { fold(Self.end) }
        isFolded = false
      case .task(let answer):
        fold(Self.mark(.answer))
        for line in answer { try Self.run(line, in: session) }
        fold(Self.end)
      }
    }
    let page = try session.record.markdown(named: name)
    // A page shows; songs are heard at the prompt and in the notebook, and are larger than all that the pages show.
    let sounds = page.files.map(\.name).filter { $0.hasSuffix(".wav") }
    let text = sounds.reduce(Self.folded(Self.withoutTimes(page.text))) { text, name in
      text.replacing("](\(name))", with: "] · heard with `play`")
    }
    return (text, page.files.filter { !sounds.contains($0.name) })
  }

  /// Whether lines follow a question, and then what happened.
  private static func isTried(_ rest: ArraySlice<Passage>) -> Bool {
    rest.contains { if case .meaning = $0 { true } else { false } }
  }

  private static func say(_ text: String, in session: Session) {
    session.execute(
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "# " + $0 }.joined(separator: "\n"))
  }

  /// What stands for the ends of a fold while the page is a session, in which HTML would be text.
  private static let end = "⟦end⟧"
  private static func mark(_ folded: Folded) -> String { "⟦\(folded)⟧" }

  private static func folded(_ text: String) -> String {
    Folded.allCases.reduce(text.replacing(end, with: Folded.closing)) { text, folded in
      text.replacing(mark(folded), with: folded.opening)
    }
  }

  private static func run(_ line: String, in session: Session) throws {
    let cell = session.execute(line)
    for case .diagnostic(let diagnostic) in cell.outputs where diagnostic.severity == .error {
      throw Failure("the line '\(line)' failed: \(diagnostic.cause)", fix: diagnostic.fix)
    }
  }

  /// A document without how long its cells took, which is another number every time and stands at slow ones alone.
  package static func withoutTimes(_ text: String) -> String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard isTime(line) else {
        lines.append(line)
        continue
      }
      // The blank line before it goes with it.
      if lines.last?.isEmpty == true { lines.removeLast() }
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a line of a document says how long a cell took: `*1.25 s*`.
  private static func isTime(_ line: Substring) -> Bool {
    line.hasPrefix("*") && line.hasSuffix("s*") && line.dropFirst().first?.isNumber == true
  }
}
