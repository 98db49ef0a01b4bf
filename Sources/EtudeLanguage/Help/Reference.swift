/// The language reference, made from the vocabulary's declarations.
public enum Reference {
  /// The page, in Markdown: every kind with its fields, every verb with its operands, options and examples.
  public static func markdown(_ vocabulary: Vocabulary) -> String {
    var lines = [
      "# Language reference", "", "Made from the declarations of verbs and kinds; do not edit.", "",
      "## Values", "",
    ]
    lines += ["| type | what it is | fields |", "|---|---|---|"]
    for kind in vocabulary.kinds.values.sorted(by: { $0.kind.name < $1.kind.name }) {
      let fields = kind.fields.map { "`\($0.name)`" }.joined(separator: " ")
      lines.append("| \(kind.kind) | \(escaped(kind.summary)) | \(fields) |")
    }
    for section in Verb.Section.allCases {
      let verbs = vocabulary.verbs.values.filter { $0.section == section }.sorted { $0.name < $1.name }
      guard !verbs.isEmpty else { continue }
      lines += ["", "## \(section.rawValue)"]
      for verb in verbs { lines += ["", "### \(verb.name)", ""] + page(of: verb) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func page(of verb: Verb) -> [String] {
    var lines = ["\(verb.summary).".replacing("..", with: "."), "", "`\(verb.usage)`"]
    for operand in verb.operands { lines += ["", "- **\(operand.name)**: \(Help.operandText(operand))"] }
    if !verb.options.isEmpty {
      lines += ["", "| option | default | takes | |", "|---|---|---|---|"]
      lines += verb.options.map { option in
        let main = option.isMain ? "; may stand as a bare value" : ""
        return
          "| `\(option.label):` | \(escaped(Help.defaultText(option))) | \(escaped(option.accepts.described)) | "
          + "\(escaped(option.help))\(main) |"
      }
    }
    if !verb.examples.isEmpty { lines += ["", "```"] + verb.examples + ["```"] }
    return lines
  }

  private static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
