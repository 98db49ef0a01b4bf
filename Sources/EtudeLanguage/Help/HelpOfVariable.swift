/// Help on what a name is bound to.
extension Help {
  /// Statements that are named of those which used a value.
  private static let mostUses = 5
  /// Characters of a field's value.
  private static let widest = 60

  /// The answer to a request where names may be bound: a variable's page comes before a verb's.
  public static func text(for request: HelpRequest, in interpreter: Interpreter) -> String {
    guard let topic = request.topic, let binding = interpreter.bindings[topic] else {
      return text(for: request, vocabulary: interpreter.vocabulary)
    }
    return text(of: topic, binding, in: interpreter)
  }

  /// What a variable is: its type, its fields with their values, the statement that made it, and what used it.
  private static func text(of name: String, _ binding: Binding, in interpreter: Interpreter) -> String {
    let value = binding.value
    var lines = ["\(name): \(value.type.described)"]
    let shown = line(ValueText.abbreviated(value))
    if !shown.isEmpty { lines.append("  \(shown)") }
    let record = interpreter.record
    if record.indices.contains(binding.maker) {
      lines += ["", "made by", "  " + line(record[binding.maker].text)]
    }
    let users = record.filter {
      $0.uses.contains(binding.maker) && $0.statement.mentions.names.contains(name)
    }
    if !users.isEmpty {
      lines += ["", "used by"] + users.suffix(mostUses).map { "  " + line($0.text) }
    }
    let fields = fields(of: value, interpreter.vocabulary)
    if !fields.isEmpty { lines += ["", "fields"] + table(fields) }
    if interpreter.vocabulary.verbs[name] != nil {
      lines += ["", "'help' lists the verbs, of which one is called so too"]
    }
    return lines.joined(separator: "\n")
  }

  private static func fields(of value: Value, _ vocabulary: Vocabulary) -> [(String, String)] {
    switch value {
    case .object(let object):
      let declared = vocabulary.kinds[object.kind]?.fields.map(\.name) ?? []
      return declared.map { name in
        (name, (try? object.field(name)).map { line(ValueText.abbreviated($0)) } ?? "–")
      }
        + value.settings.filter { !declared.contains($0.name) }.map {
          ($0.name, line(ValueText.of($0.value)))
        }
    case .list(let list):
      let labels = list.items.compactMap(\.label)
      return [("count", String(list.count))]
        + (labels.isEmpty ? [] : [("labels", line(labels.joined(separator: ", ")))])
    default: return []
    }
  }

  /// The first line of a text, cut where it is too wide.
  private static func line(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first else { return "" }
    let isWhole = lines.count == 1 && first.count <= widest
    return isWhole ? String(first) : first.prefix(widest) + " …"
  }
}
