import EtudeCore
import EtudeLanguage

/// Text as pages hold it: nothing that anybody names becomes a tag.
package enum HTMLText {
  package static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      // Control characters are not allowed in a page, and colour nothing there.
      let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0x7F
      if isControl {
        result += "\u{FFFD}"
      } else if let reference = scalar == "'" ? "&#39;" : scalar.markupReference {
        result += reference
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A table with its title as caption and its notes below.
  static func table(_ table: ShownTable) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      let texts = cells.enumerated().map { index, cell in
        "<\(tag)\(table.numbers.contains(index) ? " class=\"n\"" : "")>\(escaped(cell))</\(tag)>"
      }
      return "<tr>\(texts.joined())</tr>\n"
    }
    let caption = table.title.isEmpty ? "" : "<caption>\(escaped(table.title))</caption>\n"
    let notes = table.noteBlocks.map { block in
      block.isAligned
        ? "<pre class=\"note\">\(escaped(block.text))</pre>\n"
        : "<p class=\"note\">\(escaped(block.text))</p>\n"
    }.joined()
    return """
      <div class="table"><table>
      \(caption)<thead>
      \(row(table.columns, "th"))</thead>
      <tbody>
      \(table.rows.map { row($0, "td") }.joined())</tbody>
      </table></div>
      \(notes)
      """
  }

  /// Code in colours: a class for each role.
  static func code(_ text: String, _ vocabulary: Vocabulary) -> String {
    CodeColors.pieces(of: text, vocabulary).map { piece in
      piece.role == .plain
        ? escaped(piece.text) : "<span class=\"\(piece.role.rawValue)\">\(escaped(piece.text))</span>"
    }.joined()
  }

  static func prose(_ text: String) -> String {
    MarkdownProse(text).blocks.map { block in
      switch block {
      case .heading(let level, let text): "<h\(level)>\(spans(text))</h\(level)>\n"
      case .paragraph(let text): "<p>\(spans(text))</p>\n"
      case .quote(let text): "<blockquote>\(spans(text))</blockquote>\n"
      case .code(let text): "<pre>\(escaped(text))</pre>\n"
      case .rule: "<hr>\n"
      case .list(let items, let isNumbered):
        "<\(isNumbered ? "ol" : "ul")>\n"
          + items.map { "<li>\(spans($0))</li>\n" }.joined() + "</\(isNumbered ? "ol" : "ul")>\n"
      }
    }.joined()
  }

  private static func spans(_ text: String) -> String {
    MarkdownSpan.spans(of: text).map { span in
      switch span {
      case .plain(let text): escaped(text)
      case .code(let text): "<code>\(escaped(text))</code>"
      case .strong(let text): "<strong>\(escaped(text))</strong>"
      case .emphasis(let text): "<em>\(escaped(text))</em>"
      }
    }.joined()
  }
}
