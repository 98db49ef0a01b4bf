import EtudeCore
import EtudeLanguage

/// The session as a Jupyter notebook (nbformat 4.5): a code cell each, with what it showed; prose as Markdown.
extension SessionDocument {
  public var notebook: String {
    let language = NotebookJSON.object([
      ("name", .text("etude")), ("version", .text(Etude.version)), ("file_extension", .text(".etude")),
      ("mimetype", .text("text/x-etude")),
    ])
    let kernel = NotebookJSON.object([
      ("name", .text("etude")), ("display_name", .text("Étude")), ("language", .text("etude")),
    ])
    let notebook = NotebookJSON.object([
      ("cells", .array(blocks.enumerated().map { NotebookJSON.cell($1, at: $0) })),
      (
        "metadata",
        .object([("kernelspec", kernel), ("language_info", language), ("title", .text(title))])
      ),
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

  static var null: NotebookJSON { NotebookJSON { $0.null() } }
  static func text(_ text: String) -> NotebookJSON { NotebookJSON { $0.string(text) } }
  static func number(_ number: Int) -> NotebookJSON { NotebookJSON { $0.number(number) } }
  static func number(_ number: Double) -> NotebookJSON { NotebookJSON { $0.number(number) } }
  static func array(_ items: [NotebookJSON]) -> NotebookJSON {
    NotebookJSON { $0.list(items, .lines) { $1.write(&$0) } }
  }
  static func object(_ members: [(String, NotebookJSON)]) -> NotebookJSON {
    NotebookJSON { $0.object(members.map { ($0, $1.write) }, .lines) }
  }

  static func cell(_ block: SessionDocument.Block, at place: Int) -> NotebookJSON {
    switch block {
    case .prose(let prose):
      return .object([
        ("cell_type", .text("markdown")), ("id", .text("text-\(place + 1)")), ("metadata", .object([])),
        ("source", lines(MarkdownText.prose(prose))),
      ])
    case .code(let code):
      let timing: [(String, NotebookJSON)] =
        code.time == nil
        ? [] : [("etude", .object([("seconds", .number((code.seconds * 100).rounded() / 100))]))]
      return .object([
        ("cell_type", .text("code")), ("execution_count", code.number.map { .number($0) } ?? .null),
        ("id", .text("cell-\(place + 1)")), ("metadata", .object(timing)),
        ("outputs", .array(code.parts.map(output))), ("source", lines(code.source)),
      ])
    }
  }

  private static func output(_ part: ShownPart) -> NotebookJSON {
    switch part {
    case .text(let text): stream("stdout", text)
    case .warning(let text): stream("stderr", text)
    case .error(let diagnostic):
      .object([
        ("ename", .text("error")), ("evalue", .text(diagnostic.cause)), ("output_type", .text("error")),
        ("traceback", .array(diagnostic.rendered.split(separator: "\n").map { .text(String($0)) })),
      ])
    case .table, .picture, .sound:
      .object([
        ("data", .object(part.forms.map(form))), ("metadata", .object([])),
        ("output_type", .text("display_data")),
      ])
    }
  }

  /// A form of a thing: pixels on one line, text as a list of lines.
  private static func form(_ form: (type: String, content: String)) -> (String, NotebookJSON) {
    (form.type, form.type == "image/png" ? .text(form.content) : lines(form.content))
  }

  private static func stream(_ name: String, _ text: String) -> NotebookJSON {
    .object([
      ("name", .text(name)), ("output_type", .text("stream")), ("text", lines(text + "\n")),
    ])
  }

  /// A text as notebooks keep it: a list of lines, each with its line break.
  private static func lines(_ text: String) -> NotebookJSON {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return .array(lines.map { .text($0) })
  }
}
