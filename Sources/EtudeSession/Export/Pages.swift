import EtudeCore
import EtudeLanguage
import FoundationEssentials

/// The session as a text to read: Markdown, and a page for a browser that needs no other file.
extension SessionRecord {
  /// Markdown: a block of code a cell, what it showed below it. Throws what making a picture throws.
  public func markdown() throws -> String {
    var lines = ["# Étude session", ""]
    for cell in cells {
      lines += cell.number == nil ? [cell.prose, ""] : Self.fenced(cell.source, "etude")
      for output in cell.outputs {
        switch output {
        case .text(let text): lines += Self.fenced(text, "text")
        case .diagnostic(let diagnostic): lines += Self.fenced(diagnostic.rendered, "text")
        case .picture(let picture):
          lines += ["![picture](data:image/png;base64,\(Data(try picture.png()).base64EncodedString()))", ""]
        }
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// HTML, pictures inside. Throws what making a picture throws.
  public func html() throws -> String {
    var body = ""
    for cell in cells {
      guard let number = cell.number else {
        body += "<p>\(Self.escaped(cell.prose))</p>\n"
        continue
      }
      body += "<section>\n<pre class=\"source\"><b>[\(number)]</b> \(Self.escaped(cell.source))</pre>\n"
      for output in cell.outputs {
        switch output {
        case .text(let text): body += "<pre>\(Self.escaped(text))</pre>\n"
        case .diagnostic(let diagnostic):
          body +=
            "<pre class=\"\(diagnostic.severity.rawValue)\">\(Self.escaped(diagnostic.rendered))</pre>\n"
        case .picture(let picture):
          let data = Data(try picture.png()).base64EncodedString()
          body += "<img alt=\"\(Self.escaped(picture.summary))\" src=\"data:image/png;base64,\(data)\">\n"
        }
      }
      body += "</section>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="generator" content="Étude \(Etude.version)">
      <title>Étude session</title>
      <style>
      body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
      pre { margin: 0.3em 0; white-space: pre-wrap; font: 14px/1.4 monospace }
      pre.source { background: #f3f3f3; padding: 0.5em }
      pre.error { color: #b00020 }
      pre.warning { color: #8a6d00 }
      img { max-width: 100% }
      </style>
      </head>
      <body>
      <h1>Étude session</h1>
      \(body)</body>
      </html>

      """
  }

  /// A fence that the text does not hold.
  private static func fenced(_ text: String, _ language: String) -> [String] {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return [fence + language, text, fence, ""]
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
