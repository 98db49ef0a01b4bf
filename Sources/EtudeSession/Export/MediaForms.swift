import EtudeLanguage
import FoundationEssentials

/// A thing in the forms in which Jupyter may show it, by their media types, the richest first; pixels are in base64.
extension ShownPart {
  package var forms: [(type: String, content: String)] {
    switch self {
    case .text(let text), .warning(let text): [("text/plain", text)]
    case .error(let diagnostic): [("text/plain", diagnostic.rendered)]
    case .table(let table, let text): [("text/html", HTMLText.table(table)), ("text/plain", text)]
    case .picture(let png, let caption):
      [("image/png", Data(png).base64EncodedString()), ("text/plain", caption)]
    case .sound(let wav, let caption):
      [
        (
          "text/html",
          "<div>\(HTMLText.escaped(caption))</div><audio controls src=\"data:audio/wav;base64,"
            + "\(Data(wav).base64EncodedString())\"></audio>"
        ), ("text/plain", caption),
      ]
    }
  }
}
