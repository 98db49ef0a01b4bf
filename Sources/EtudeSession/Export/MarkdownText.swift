import EtudeCore
import EtudeLanguage

/// The session as Markdown: a text, and the pictures and sounds beside it.
public struct MarkdownFiles: Sendable {
  public let text: String
  /// Files beside the text, by the names it calls them.
  public let files: [(name: String, bytes: [UInt8])]
}

extension SessionDocument {
  /// - Parameter name: the text's own file name without its ending; `lab` gives `lab-1.png`, `lab-2.wav`.
  public func markdown(named name: String) -> MarkdownFiles {
    var lines: [String] = []
    var files: [(name: String, bytes: [UInt8])] = []
    func add(_ bytes: [UInt8], _ ending: String) -> String {
      let file = "\(name)-\(files.count + 1).\(ending)"
      files.append((file, bytes))
      return MarkdownText.link(to: file)
    }
    for block in blocks {
      switch block {
      case .prose(let text): lines += [MarkdownText.prose(text), ""]
      case .code(let code):
        lines += MarkdownText.fenced(code.source, "etude")
        for part in code.parts {
          switch part {
          case .text(let text): lines += MarkdownText.fenced(text, "text")
          case .table(let table, _): lines += MarkdownText.table(table)
          case .picture(let png, let caption):
            lines += ["![\(MarkdownText.escaped(caption))](\(add(png, "png")))", ""]
          case .sound(let wav, let caption):
            lines += ["[\(MarkdownText.escaped(caption))](\(add(wav, "wav")))", ""]
          case .warning(let text): lines += MarkdownText.fenced(text, "text")
          case .error(let diagnostic): lines += MarkdownText.fenced(diagnostic.rendered, "text")
          }
        }
        if let time = code.time { lines += ["*\(time)*", ""] }
      }
    }
    let hasTitle = lines.contains { MarkdownProse($0).firstHeading == title }
    let heading = hasTitle ? [] : ["# \(MarkdownText.escaped(title))", ""]
    return MarkdownFiles(text: (heading + lines).map { $0 + "\n" }.joined(), files: files)
  }
}

/// Pieces of Markdown in which what people name stays text.
enum MarkdownText {
  /// A text with the signs of Markdown and HTML escaped, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNewline {
        result += " "
      } else {
        // These begin a heading, a list or a quote at the beginning of a line alone.
        if "\\`*_[]<>|~&$".contains(character) || result.isEmpty && "#+-=".contains(character) {
          result += "\\"
        }
        result.append(character)
      }
    }
    return result
  }

  /// Prose as it was typed, but that no tag begins in it outside code.
  static func prose(_ text: String) -> String {
    var result = ""
    var isCode = false
    for character in text {
      if character == "`" { isCode.toggle() }
      if character == "<", !isCode { result += "\\" }
      result.append(character)
    }
    return result
  }

  static func table(_ table: ShownTable) -> [String] {
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    let rule = table.columns.indices.map { table.numbers.contains($0) ? "---:" : "---" }
    return (table.title.isEmpty ? [] : [escaped(table.title), ""])
      + [row(table.columns.map(escaped)), row(rule)] + table.rows.map { row($0.map(escaped)) } + [""]
      + table.noteBlocks.flatMap { $0.isAligned ? fenced($0.text, "") : [escaped($0.text), ""] }
  }

  /// A fence that the text does not hold.
  static func fenced(_ text: String, _ language: String) -> [String] {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return [fence + language, text, fence, ""]
  }

  /// A file's name as the target of a link.
  static func link(to name: String) -> String {
    name.utf8.map { byte in
      let isPlain =
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-._".utf8.contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
