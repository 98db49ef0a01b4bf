/// Comments read as Markdown: headings, paragraphs, lists, quotes, blocks of code; within lines emphasis and code.
///
/// What else there is in Markdown stays as it was typed. Nothing of the text becomes a tag of a page.
struct MarkdownProse {
  enum Block: Equatable {
    case heading(Int, String)
    case paragraph(String)
    case list([String], isNumbered: Bool)
    case quote(String)
    case code(String)
    case rule
  }

  let blocks: [Block]

  init(_ text: String) {
    var blocks: [Block] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = lines.popFirst() {
      let trimmed = Self.trimmed(line)
      if trimmed.isEmpty { continue }
      if trimmed.hasPrefix("```") {
        var code: [String] = []
        while let next = lines.popFirst(), !Self.trimmed(next).hasPrefix("```") { code.append(next) }
        blocks.append(.code(code.joined(separator: "\n")))
      } else if let heading = Self.heading(trimmed) {
        blocks.append(.heading(heading.level, heading.text))
      } else if trimmed.count >= 3, Set(trimmed).count == 1, "-*_=".contains(trimmed.prefix(1)) {
        blocks.append(.rule)
      } else if let first = Self.item(trimmed) {
        var items = [first.text]
        while let next = lines.first, !Self.trimmed(next).isEmpty {
          if let item = Self.item(Self.trimmed(next)) {
            items.append(item.text)
          } else {
            items[items.count - 1] += "\n" + Self.trimmed(next)
          }
          lines.removeFirst()
        }
        blocks.append(.list(items, isNumbered: first.isNumbered))
      } else {
        let isQuote = trimmed.hasPrefix(">")
        var paragraph = [trimmed]
        while let next = lines.first.map(Self.trimmed), !next.isEmpty, Self.heading(next) == nil,
          Self.item(next) == nil, !next.hasPrefix("```"), next.hasPrefix(">") == isQuote
        {
          paragraph.append(next)
          lines.removeFirst()
        }
        let texts = isQuote ? paragraph.map { Self.trimmed(String($0.dropFirst())) } : paragraph
        blocks.append(
          isQuote ? .quote(texts.joined(separator: "\n")) : .paragraph(texts.joined(separator: "\n")))
      }
    }
    self.blocks = blocks
  }

  /// The text of the first heading.
  var firstHeading: String? {
    blocks.lazy.compactMap { if case .heading(_, let text) = $0 { text } else { nil } }.first
  }

  private static func heading(_ line: String) -> (level: Int, text: String)? {
    let level = line.prefix { $0 == "#" }.count
    let text = line.dropFirst(level)
    guard (1...6).contains(level), text.first == " " else { return nil }
    return (level, trimmed(String(text)))
  }

  private static func item(_ line: String) -> (text: String, isNumbered: Bool)? {
    if ["- ", "* ", "+ "].contains(where: line.hasPrefix) {
      return (trimmed(String(line.dropFirst(2))), false)
    }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    guard (1...3).contains(digits.count), rest.hasPrefix(". ") || rest.hasPrefix(") ") else { return nil }
    return (trimmed(String(rest.dropFirst(2))), true)
  }

  private static func trimmed(_ line: String) -> String {
    var text = line.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

/// A stretch of a line.
enum MarkdownSpan: Equatable {
  case plain(String)
  case code(String)
  case strong(String)
  case emphasis(String)

  /// The stretches of a text: `code`, **strong**, *emphasis*; a sign without a partner stands for itself.
  static func spans(of text: String) -> [MarkdownSpan] {
    var spans: [MarkdownSpan] = []
    var plain = ""
    var rest = Substring(text)
    func flush() {
      if !plain.isEmpty { spans.append(.plain(plain)) }
      plain = ""
    }
    while let character = rest.first {
      var found: (span: MarkdownSpan, rest: Substring)?
      for (sign, make) in signs where rest.hasPrefix(sign) {
        let inner = rest.dropFirst(sign.count)
        guard let first = inner.first, sign == "`" || !first.isWhitespace,
          let end = inner.firstRange(of: sign),
          end.lowerBound > inner.startIndex
        else { continue }
        found = (make(String(inner[..<end.lowerBound])), inner[end.upperBound...])
        break
      }
      if let found {
        flush()
        spans.append(found.span)
        rest = found.rest
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    flush()
    return spans
  }

  private static let signs: [(String, @Sendable (String) -> MarkdownSpan)] = [
    ("`", { .code($0) }), ("**", { .strong($0) }), ("*", { .emphasis($0) }),
  ]
}
