import EtudeCore

/// Pages of more than one verb: the first screen, the sections, the concepts.
extension Help {
  /// Columns of a window that is as small as they are.
  private static let columns = 80

  /// The way through an experiment and what else can be asked for: one screen of 80 columns and 24 rows.
  public static func overview(_ vocabulary: Vocabulary) -> String {
    var lines = ["A line is a verb, what it works on, then options: crossval net mels folds: 5"]
    if !vocabulary.guide.flow.isEmpty { lines += [""] + table(vocabulary.guide.flow.map { ($0.0, $0.1) }) }
    let sections = table(
      Verb.Section.allCases.compactMap { section in
        let names = verbs(of: section, vocabulary).map(\.name)
        return names.isEmpty ? nil : ("help \(section.word)", names.joined(separator: " "))
      })
    lines += [""] + sections.map(cut)
    let more = vocabulary.guide.concepts.isEmpty ? "" : "; 'help concept' explains words of the field"
    return (lines + ["", "'help' and a verb is its page\(more)"]).joined(separator: "\n")
  }

  /// The verbs of a section, a line each.
  static func text(for section: Verb.Section, _ vocabulary: Vocabulary) -> String {
    let rows = table(verbs(of: section, vocabulary).map { ($0.name, $0.summary) })
    return ([section.rawValue, ""] + rows).joined(separator: "\n")
  }

  /// All concepts by name.
  static func concepts(_ vocabulary: Vocabulary) -> String {
    let rows = vocabulary.guide.concepts.map { ("help concept \($0.name)", "") }
    return (["words of the field", ""] + table(rows).map { $0.trimmingEnd }).joined(separator: "\n")
  }

  /// The answer to `help concept …`; nil for any other topic.
  static func concept(_ topic: String, _ vocabulary: Vocabulary) -> String? {
    if topic == "concept" || topic == "concepts" { return concepts(vocabulary) }
    guard topic.hasPrefix("concept ") else { return nil }
    let name = String(topic.dropFirst("concept ".count))
    if let concept = vocabulary.guide.concept(name) { return concept.page }
    let near = Suggestion.question(name, among: vocabulary.guide.concepts.flatMap { [$0.name] + $0.others })
    return "there is no concept '\(name)': \(near ?? "'help concept' lists them")"
  }

  /// Lines of a verb's page that name the concepts behind it.
  static func concepts(of verb: Verb, _ vocabulary: Vocabulary) -> [String] {
    let found = vocabulary.guide.concepts.filter { $0.verbs.contains(verb.name) }
    return found.isEmpty ? [] : ["", "concepts"] + found.map { "  help concept \($0.name)" }
  }

  private static func verbs(of section: Verb.Section, _ vocabulary: Vocabulary) -> [Verb] {
    vocabulary.verbs.values.filter { $0.section == section }.sorted { $0.name < $1.name }
  }

  /// A line that ends with the last whole word that a window has room for.
  private static func cut(_ line: String) -> String {
    guard line.count > columns else { return line }
    let words = line.prefix(columns - 1).split(separator: " ", omittingEmptySubsequences: false).dropLast()
    return words.joined(separator: " ") + " …"
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Verb.Section {
  /// What help knows it by.
  public var word: String { "\(self)" }
}
