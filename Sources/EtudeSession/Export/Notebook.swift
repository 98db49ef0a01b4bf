import EtudeCore
import EtudeLanguage
import FoundationEssentials

/// The session as a Jupyter notebook (nbformat 4.5): a code cell each, with what it showed.
extension SessionRecord {
  /// The notebook's JSON. Throws what making a picture throws.
  public func notebook() throws -> String {
    let cells = try cells.enumerated().map { try NotebookJSON.cell($1, at: $0) }
    let language = NotebookJSON.object([
      ("name", .text("etude")), ("version", .text(Etude.version)), ("file_extension", .text(".etude")),
      ("mimetype", .text("text/x-etude")),
    ])
    let kernel = NotebookJSON.object([
      ("name", .text("etude")), ("display_name", .text("Étude")), ("language", .text("etude")),
    ])
    let notebook = NotebookJSON.object([
      ("cells", .array(cells)), ("metadata", .object([("kernelspec", kernel), ("language_info", language)])),
      ("nbformat", .number(4)), ("nbformat_minor", .number(5)),
    ])
    // Indented by one space a level, as notebooks are.
    var json = JSONText(indent: 1)
    notebook.write(&json)
    return json.text + "\n"
  }
}

/// A part of a notebook, each of its own parts on its own line.
private struct NotebookJSON {
  let write: JSONText.Value

  static func text(_ text: String) -> NotebookJSON { NotebookJSON { $0.string(text) } }
  static func number(_ number: Int) -> NotebookJSON { NotebookJSON { $0.number(number) } }
  static func array(_ items: [NotebookJSON]) -> NotebookJSON {
    NotebookJSON { $0.list(items, .lines) { $1.write(&$0) } }
  }
  static func object(_ members: [(String, NotebookJSON)]) -> NotebookJSON {
    NotebookJSON { $0.object(members.map { ($0, $1.write) }, .lines) }
  }

  static func cell(_ cell: Cell, at place: Int) throws -> NotebookJSON {
    guard let number = cell.number else {
      return .object([
        ("cell_type", .text("markdown")), ("id", .text("text-\(place + 1)")), ("metadata", .object([])),
        ("source", lines(cell.prose)),
      ])
    }
    return .object([
      ("cell_type", .text("code")), ("execution_count", .number(number)), ("id", .text("cell-\(number)")),
      ("metadata", .object([])), ("outputs", .array(try cell.outputs.map(output))),
      ("source", lines(cell.source)),
    ])
  }

  private static func output(_ output: CellOutput) throws -> NotebookJSON {
    switch output {
    case .text(let text):
      return .object([
        ("name", .text("stdout")), ("output_type", .text("stream")), ("text", lines(text + "\n")),
      ])
    case .diagnostic(let diagnostic) where diagnostic.severity == .warning:
      return .object([
        ("name", .text("stderr")), ("output_type", .text("stream")),
        ("text", lines(diagnostic.rendered + "\n")),
      ])
    case .diagnostic(let diagnostic):
      return .object([
        ("ename", .text("error")), ("evalue", .text(diagnostic.cause)), ("output_type", .text("error")),
        ("traceback", .array(diagnostic.rendered.split(separator: "\n").map { .text(String($0)) })),
      ])
    case .picture(let picture):
      let data = NotebookJSON.object([
        ("image/png", .text(Data(try picture.png()).base64EncodedString())),
        ("text/plain", .text(picture.summary)),
      ])
      return .object([("data", data), ("metadata", .object([])), ("output_type", .text("display_data"))])
    }
  }

  /// A text as notebooks keep it: a list of lines, each with its line break.
  private static func lines(_ text: String) -> NotebookJSON {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return .array(lines.map { .text($0) })
  }
}
