import EtudeCore
import EtudeLanguage

/// Behind the digests of a saved statement a few digits stand for the words of the statements from the digest before it: by
/// them a replay tells a text that was edited from files, versions and machines that differ.
struct EditTrail {
  /// The digits: the last of the mark before, then some for each statement, as `7a3e-1f0c22-d9b104`.
  private struct Mark {
    let before: String
    let statements: [String]

    private static let digits = 6
    private static let start = "0000"

    /// - Parameter last: the mark before; nil at the start.
    init(_ statements: [(line: Int, digest: Digest)], after last: Mark?) {
      self.statements = statements.map { String($0.digest.hex.prefix(Self.digits)) }
      before = last?.statements.last.map { String($0.prefix(Self.start.count)) } ?? Self.start
    }

    /// Reads `text`; nil for any other.
    init?(_ text: String) {
      let parts = text.split(separator: "-").map(String.init)
      guard parts.count > 1, parts[0].count == Self.start.count else { return nil }
      (before, statements) = (parts[0], Array(parts.dropFirst()))
    }

    var text: String { ([before] + statements).joined(separator: "-") }
  }

  /// A script's lines, statement by statement, each with a mark where it has a digest.
  static func marking(_ statements: [String]) -> [String] {
    var last: Mark?
    var waiting = ""
    return statements.map { text in
      waiting += text + "\n"
      let line = text.split(whereSeparator: \.isNewline).last ?? ""
      guard !DigestComment.read(String(line)).isEmpty else { return text }
      let mark = Mark(WrittenWords.statements(of: waiting), after: last)
      last = mark
      waiting = ""
      return text + DigestComment.text(mark: mark.text)
    }
  }

  private var last: Mark?
  private var end = 0
  /// The line on which the statement that was passed last begins.
  private var line = 0
  private var changed: [Int] = []
  private var added: [Int] = []
  private var shortened: [Int] = []
  /// Whether the script has marks; those that earlier versions saved have none.
  private(set) var hasMarks = false

  /// Whether the statement that was passed last is not as it was saved.
  var isEdited: Bool { changed.contains(line) }

  /// What was edited, in words: the statement that was passed last, then those before it.
  var edits: [String] {
    let others = changed.filter { $0 != line }
    return (isEdited ? ["it was edited after it was saved"] : [])
      + Self.text(others, "edited") + Self.text(added, "added")
      + shortened.suffix(1).map { "a statement before line \($0) was taken out after it was saved" }
  }

  private static func text(_ lines: [Int], _ what: String) -> [String] {
    guard let first = lines.first else { return [] }
    let numbers = lines.prefix(3).map(String.init).joined(separator: ", ")
    return lines.count == 1
      ? ["line \(first) was \(what) after it was saved"]
      : ["lines \(numbers)\(lines.count > 3 ? " and others" : "") were \(what) after they were saved"]
  }

  /// Goes on to the end of a statement that has run.
  mutating func pass(_ executed: ExecutedStatement, of source: SourceText) {
    let range = executed.span.range
    guard executed.span.source.name == source.name, range.upperBound > end,
      let written = DigestComment.mark(in: executed.lastLineText).flatMap({ Mark($0) })
    else { return }
    hasMarks = true
    line = source.position(at: range.lowerBound).line
    let first = source.position(at: end).line
    let statements = WrittenWords.statements(of: source.text(end..<range.upperBound))
    let now = Mark(statements, after: last)
    var new: [Int] = []
    var gone = now.before == written.before ? 0 : 1
    for change in now.statements.difference(from: written.statements) {
      switch change {
      case .insert(let offset, _, _): new.append(first + statements[offset].line - 1)
      case .remove: gone += 1
      }
    }
    // What came in the place of what went was edited; the statement with the mark itself always was there.
    let isOwn = new.last == line
    let edited = isOwn ? Array(new.suffix(max(1, gone))) : Array(new.suffix(gone))
    changed += edited
    added += new.dropLast(edited.count)
    if gone > edited.count { shortened.append(line) }
    last = written
    end = range.upperBound
  }
}
