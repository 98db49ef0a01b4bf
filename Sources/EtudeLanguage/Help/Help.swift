/// Help made from the vocabulary's declarations.
public enum Help {
  /// The answer to a request: a verb's page, a kind's, or the overview.
  public static func text(for request: HelpRequest, vocabulary: Vocabulary) -> String {
    guard let topic = request.topic else { return overview(vocabulary) }
    if let verb = vocabulary.verbs[topic] { return text(for: verb) }
    if let kind = vocabulary.kinds[Kind(topic)] { return text(for: kind) }
    if let habit = vocabulary.habits[topic], let verb = vocabulary.verbs[habit] { return text(for: verb) }
    let known = Array(vocabulary.verbs.keys) + vocabulary.kinds.keys.map(\.name)
    let nearest = Suggestion.question(topic, among: known) ?? "'help' lists the verbs"
    return "there is no verb '\(topic)': \(nearest)"
  }

  /// A verb's page: what it does, how it is written, what it takes, examples.
  public static func text(for verb: Verb) -> String {
    var lines = ["\(verb.name): \(verb.summary)", "", "  \(verb.usage)\(verb.options.isEmpty ? "" : " …")"]
    if !verb.operands.isEmpty {
      lines += ["", "works on"]
      lines += table(verb.operands.map { ($0.name, operandText($0)) })
    }
    if !verb.options.isEmpty {
      lines += ["", "options"]
      lines += table(verb.options.map { ("\($0.label):", optionText($0)) })
    }
    if !verb.examples.isEmpty {
      lines += ["", "examples"]
      lines += verb.examples.map { "  \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  /// A kind's page: what it is and its fields.
  public static func text(for kind: KindDeclaration) -> String {
    var lines = ["\(kind.kind): \(kind.summary)"]
    if !kind.fields.isEmpty {
      lines += ["", "fields"]
      lines += table(kind.fields.map { ($0.name, typeName($0.type)) })
    }
    if let element = kind.element {
      lines += ["", "elements: \(typeName(element)), by position\(kind.namedElements ? " or by name" : "")"]
    }
    return lines.joined(separator: "\n")
  }

  /// All verbs by section, a line each.
  public static func overview(_ vocabulary: Vocabulary) -> String {
    var lines = ["A line is a verb, what it works on, then options: crossval net mels folds: 5"]
    for section in Verb.Section.allCases {
      let verbs = vocabulary.verbs.values.filter { $0.section == section }.sorted { $0.name < $1.name }
      guard !verbs.isEmpty else { continue }
      lines += ["", section.rawValue]
      lines += table(verbs.map { ($0.name, $0.summary) })
    }
    return (lines + ["", "help verb: one verb's page"]).joined(separator: "\n")
  }

  /// A type's name without an article: `dataset`, `list of numbers`.
  public static func typeName(_ type: ValueType) -> String {
    switch type {
    case .quantity(let dimension): return dimension.rawValue
    case .kind(let kind): return kind.name
    case .number: return "number"
    case .text: return "string"
    case .flag: return "yes or no"
    case .list(let element, let labels):
      let name = labels == nil ? "list" : "named list"
      return element == .unknown ? name : "\(name) of \(element.plural)"
    case .nothing: return "nothing"
    case .unknown: return "value"
    }
  }

  static func operandText(_ operand: Operand) -> String {
    let count =
      switch operand.arity {
      case .one: ""
      case .optional: ", or none"
      case .many: ", one or more"
      }
    return operand.accepts.described + count + (operand.help.isEmpty ? "" : ": \(operand.help)")
  }

  static func optionText(_ option: Option) -> String {
    let main = option.isMain ? " (may stand as a bare value)" : ""
    return "\(option.help)\(main) [\(defaultText(option))]; \(option.accepts.described)"
  }

  /// What holds when an option is not given.
  static func defaultText(_ option: Option) -> String {
    if option.isRequired { return "required" }
    if let standard = option.standard, let text = ValueText.literal(standard) { return text }
    return option.absence.isEmpty ? "not given" : option.absence
  }

  private static func table(_ rows: [(String, String)]) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count + 2))\($0.1)" }
  }
}
