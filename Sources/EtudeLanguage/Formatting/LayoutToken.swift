/// A token with what stands between it and the one before.
struct LayoutToken {
  let token: Token
  /// As it was written; a label's with its colon.
  let text: String
  /// A comment behind the token before, on its line.
  let trailing: String?
  /// Lines between the two that are comments, or empty where blank lines part them.
  let leading: [String]
  /// Whether a line breaks between the two.
  let breaksBefore: Bool
  /// Whether a statement ends between the two.
  let startsStatement: Bool

  /// The tokens of a text, line breaks and semicolons aside; the text's end is the last.
  static func all(of tokens: [Token], in source: SourceText) -> [LayoutToken] {
    var result: [LayoutToken] = []
    var end = 0
    var startsStatement = true
    for token in tokens {
      if token.kind == .newline || token.kind == .symbol(.semicolon) {
        startsStatement = true
        continue
      }
      let gap = Gap(source, end..<max(end, token.range.lowerBound), isFirst: result.isEmpty)
      end = token.range.upperBound
      if case .label = token.kind { end += 1 }
      result.append(
        LayoutToken(
          token: token, text: source.text(token.range.lowerBound..<end), trailing: gap.trailing,
          leading: gap.lines, breaksBefore: gap.isBroken, startsStatement: startsStatement))
      startsStatement = false
    }
    return result
  }

  var symbol: Symbol? { if case .symbol(let symbol) = token.kind { symbol } else { nil } }

  var isBrace: Bool { symbol == .openBrace }

  /// A round or square bracket that opens.
  var opensBracket: Bool { symbol == .openParenthesis || symbol == .openBracket }

  var isEnd: Bool { token.kind == .end }
}

/// The space between two tokens, with its comments.
private struct Gap {
  var trailing: String?
  var lines: [String] = []
  var isBroken = false

  init(_ source: SourceText, _ range: Range<Int>, isFirst: Bool) {
    var start = range.lowerBound
    var isOnLine = !isFirst
    for offset in range where SourceText.endsLine(source.bytes, at: offset) {
      take(source.text(start..<offset), isOnLine, isLast: false)
      isOnLine = false
      isBroken = true
      start = offset + 1
    }
    take(source.text(start..<range.upperBound), isOnLine, isLast: true)
  }

  /// A line of it: a comment, or nothing.
  private mutating func take(_ line: String, _ isOnLine: Bool, isLast: Bool) {
    let comment = line.drop { $0 == " " || $0 == "\t" || $0 == ";" || $0 == "\r" }
    if comment.hasPrefix("#") {
      var text = comment
      while let last = text.last, last == " " || last == "\t" || last == "\r" { text.removeLast() }
      if isOnLine { trailing = String(text) } else { lines.append(String(text)) }
    } else if !isOnLine, !isLast, !(lines.last?.isEmpty ?? false) {
      lines.append("")
    }
  }
}
