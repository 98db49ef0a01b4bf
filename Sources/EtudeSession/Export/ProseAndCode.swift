/// A cell's text parted into the comments before its code, the code, and the comments after it.
struct ProseAndCode {
  /// Comments without their signs; empty if there are none.
  let before: String
  let code: String
  let after: String

  init(_ source: String) {
    var lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
    var first: [Substring] = []
    while let line = lines.first, Self.isProse(line) { first.append(lines.removeFirst()) }
    var last: [Substring] = []
    while let line = lines.last, Self.isProse(line) { last.insert(lines.removeLast(), at: 0) }
    before = Self.text(of: first)
    code = lines.joined(separator: "\n")
    after = Self.text(of: last)
  }

  private static func isProse(_ line: Substring) -> Bool {
    let text = line.drop(while: \.isWhitespace)
    return text.isEmpty || text.first == "#"
  }

  /// One sign and one space are taken away, so that `## Data` is a heading of Markdown; a line of signs alone parts
  /// paragraphs.
  private static func text(of lines: [Substring]) -> String {
    let texts = lines.map { line -> Substring in
      var text = line.drop(while: \.isWhitespace)
      if text.hasPrefix("#!") || text.allSatisfy({ $0 == "#" || $0.isWhitespace }) { return "" }
      text = text.dropFirst()
      return text.first == " " ? text.dropFirst() : text
    }
    let kept = texts.drop(while: \.isEmpty)
    return kept.reversed().drop(while: \.isEmpty).reversed().joined(separator: "\n")
  }
}
