import EtudeCore
import EtudeLanguage

/// The session as a Jupyter notebook (nbformat 4.5): a code cell each, with what it showed.
extension SessionRecord {
  /// The notebook's JSON. Throws what making a picture throws.
  public func notebook() throws -> String {
    let cells = try cells.map(Self.notebookCell)
    let language = JSONText.object([
      ("name", .text("etude")), ("version", .text(Etude.version)), ("file_extension", .text(".etude")),
      ("mimetype", .text("text/x-etude")),
    ])
    let kernel = JSONText.object([
      ("name", .text("etude")), ("display_name", .text("Étude")), ("language", .text("etude")),
    ])
    return JSONText.object([
      ("cells", .array(cells)), ("metadata", .object([("kernelspec", kernel), ("language_info", language)])),
      ("nbformat", .number(4)), ("nbformat_minor", .number(5)),
    ]).written() + "\n"
  }

  private static func notebookCell(_ cell: Cell) throws -> JSONText {
    .object([
      ("cell_type", .text("code")), ("execution_count", .number(cell.number)),
      ("id", .text("cell-\(cell.number)")),
      ("metadata", .object([])), ("outputs", .array(try cell.outputs.map(output))),
      ("source", lines(cell.source)),
    ])
  }

  private static func output(_ output: CellOutput) throws -> JSONText {
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
      let data = JSONText.object([
        ("image/png", .text(Base64.text(try picture.png()))), ("text/plain", .text(picture.summary)),
      ])
      return .object([("data", data), ("metadata", .object([])), ("output_type", .text("display_data"))])
    }
  }

  /// A text as notebooks keep it: a list of lines, each with its line break.
  private static func lines(_ text: String) -> JSONText {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return .array(lines.map { .text($0) })
  }
}
