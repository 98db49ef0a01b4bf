import EtudeCore

extension Lesson {
  /// The lesson as a Jupyter notebook (nbformat 4.5) whose lines are not run: who reads it predicts first.
  public var notebook: String {
    let kernel: [JSONText.Member] = [
      ("name", Self.text("etude")), ("display_name", Self.text("Étude")), ("language", Self.text("etude")),
    ]
    let metadata: [JSONText.Member] = [
      ("kernelspec", { json in json.object(kernel) }), ("title", Self.text(title)),
    ]
    let cells = passages.enumerated().map { Self.cell($1, at: $0) }
    var json = JSONText(indent: 1)
    let members: [JSONText.Member] = [
      ("cells", { json in json.list(cells, .lines) { json, cell in json.object(cell, .lines) } }),
      ("metadata", { json in json.object(metadata) }), ("nbformat", { json in json.number(4) }),
      ("nbformat_minor", { json in json.number(5) }),
    ]
    json.object(members, .lines)
    return json.text + "\n"
  }

  private static func text(_ text: String) -> JSONText.Value { { json in json.string(text) } }

  private static func cell(_ passage: Passage, at place: Int) -> [JSONText.Member] {
    let isCode: Bool
    let source: String
    switch passage {
    case .prose(let text), .question(let text): (isCode, source) = (false, text)
    case .meaning(let text):
      (isCode, source) = (
        false, "\(Folded.trying.opening)\n\n\(text)\n\n\(Folded.closing)"
      )
    case .line(let line): (isCode, source) = (true, line)
    case .claims(let claims):
      (isCode, source) = (true, (["# what the lesson says of it"] + claims).joined(separator: "\n"))
    case .task(let answer):
      (isCode, source) = (
        true, (["write it here; one answer:"] + answer).map { "# " + $0 }.joined(separator: "\n")
      )
    }
    var members: [JSONText.Member] = [
      ("cell_type", text(isCode ? "code" : "markdown")), ("id", text("cell-\(place + 1)")),
      ("metadata", { json in json.object([]) }), ("source", text(source)),
    ]
    if isCode {
      members.append(("execution_count", { json in json.null() }))
      members.append(("outputs", { json in json.list([String]()) { json, text in json.string(text) } }))
    }
    return members
  }
}
