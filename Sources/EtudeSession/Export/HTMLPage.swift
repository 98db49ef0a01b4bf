import EtudeCore
import EtudeLanguage
import FoundationEssentials

/// The session as a page for a browser that needs no other file.
extension SessionDocument {
  /// The page: pictures and sounds inside, nothing fetched, no script.
  public var html: String {
    let body = blocks.map { block in
      switch block {
      case .prose(let text): "<section class=\"prose\">\n\(HTMLText.prose(text))</section>\n"
      case .code(let code): html(of: code)
      }
    }
    let hasTitle = blocks.contains {
      if case .prose(let text) = $0 { MarkdownProse(text).firstHeading == title } else { false }
    }
    // What no page needs is not allowed either: no script, nothing from elsewhere.
    let policy = "default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Étude \(Etude.version)">
      <title>\(HTMLText.escaped(title))</title>
      <style>
      \(HTMLStyle.sheet)
      </style>
      </head>
      <body>
      <main>
      \(hasTitle ? "" : "<h1>\(HTMLText.escaped(title))</h1>\n")\(body.joined())</main>
      <footer>Étude \(Etude.version)</footer>
      </body>
      </html>

      """
  }

  private func html(of code: CodeBlock) -> String {
    let number = code.number.map { "<span class=\"prompt\">[\($0)]</span>" } ?? ""
    let time = code.time.map { "<span class=\"time\">\($0)</span>" } ?? ""
    let parts = code.parts.map { "\(Self.html(of: $0))\n" }.joined()
    return """
      <section class="cell">
      <div class="code">\(number)<pre>\(HTMLText.code(code.source, vocabulary))</pre>\(time)</div>
      \(parts)</section>

      """
  }

  private static func html(of part: ShownPart) -> String {
    switch part {
    case .text(let text):
      // What stands in columns is moved sideways on a small page, and all else is wrapped.
      let kind = text.contains("  ") ? "shown columns" : "shown"
      return "<pre class=\"\(kind)\">\(HTMLText.escaped(text))</pre>"
    case .table(let table, _): return HTMLText.table(table)
    case .picture(let png, let caption):
      let data = Data(png).base64EncodedString()
      return "<img alt=\"\(HTMLText.escaped(caption))\" src=\"data:image/png;base64,\(data)\">"
    case .sound(let wav, let caption):
      let data = Data(wav).base64EncodedString()
      return
        "<figure><figcaption>\(HTMLText.escaped(caption))</figcaption>"
        + "<audio controls preload=\"metadata\" src=\"data:audio/wav;base64,\(data)\"></audio></figure>"
    case .warning(let text): return "<pre class=\"warning\">\(HTMLText.escaped(text))</pre>"
    case .error(let diagnostic): return "<pre class=\"error\">\(HTMLText.escaped(diagnostic.rendered))</pre>"
    }
  }
}
