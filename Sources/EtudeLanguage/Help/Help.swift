/// Help made from the vocabulary's declarations.
public enum Help {
  /// The answer to a request: a verb's page, a kind's, a section's, a concept's, or the overview.
  public static func text(for request: HelpRequest, vocabulary: Vocabulary) -> String {
    guard let topic = request.topic else { return overview(vocabulary) }
    if let page = page(about: topic, vocabulary) { return page }
    let nearest = nearest(to: topic, vocabulary).map { "did you mean '\($0)'?" } ?? "'help' shows the way"
    return "there is no verb '\(topic)': \(nearest)"
  }

  /// The page about a topic; nil if there is none.
  public static func page(about topic: String, _ vocabulary: Vocabulary) -> String? {
    if let page = page(topic, vocabulary) { return page }
    // `help fit net`, as the line would go on.
    if let first = topic.split(separator: " ").first, first.count < topic.count,
      let verb = vocabulary.verbs[String(first)]
    {
      return text(for: verb, vocabulary)
    }
    return nil
  }

  /// The topic that was meant by a word that is none; nil if none is near.
  public static func nearest(to topic: String, _ vocabulary: Vocabulary) -> String? {
    let known =
      Array(vocabulary.verbs.keys) + vocabulary.kinds.keys.map(\.name)
      + vocabulary.guide.concepts.flatMap { [$0.name] + $0.others }
    return Suggestion.nearest(to: topic, among: known)
  }

  /// The page that a topic has; nil for one that is not known.
  private static func page(_ topic: String, _ vocabulary: Vocabulary) -> String? {
    if let page = concept(topic, vocabulary) { return page }
    if let verb = vocabulary.verbs[topic] { return text(for: verb, vocabulary) }
    if let kind = vocabulary.kinds[Kind(topic)] { return text(for: kind) }
    if let section = Verb.Section.allCases.first(where: { $0.word == topic }) {
      return text(for: section, vocabulary)
    }
    if let page = LanguageTopic.page(topic) { return page }
    if let concept = vocabulary.guide.concept(topic) { return concept.page }
    return vocabulary.hints[topic].flatMap { vocabulary.verbs[$0] }.map { text(for: $0, vocabulary) }
  }

  /// A verb's page, and the concepts behind it.
  public static func text(for verb: Verb, _ vocabulary: Vocabulary) -> String {
    ([text(for: verb)] + concepts(of: verb, vocabulary)).joined(separator: "\n")
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
    if let value = option.default, let text = ValueText.literal(value) { return text }
    return option.absence.isEmpty ? "not given" : option.absence
  }

  static func table(_ rows: [(String, String)]) -> [String] {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count + 2))\($0.1)" }
  }
}
