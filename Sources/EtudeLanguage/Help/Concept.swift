/// A concept of the field as help explains it: a few lines, and a line to try.
public struct Concept: Sendable {
  public let name: String
  /// Other words for it.
  public let others: [String]
  /// Verbs whose pages name it.
  public let verbs: [String]
  /// Five lines at most, each of at most 76 characters.
  public let lines: [String]
  /// A statement that shows it.
  public let example: String

  public init(
    _ name: String, others: [String] = [], verbs: [String] = [], _ text: String, example: String
  ) {
    self.name = name
    self.others = others
    self.verbs = verbs
    lines = text.split(separator: "\n").map(String.init)
    self.example = example
  }

  /// Whether it is what is asked for.
  func isCalled(_ topic: String) -> Bool {
    let asked = topic.lowercased()
    return name == asked || others.contains(asked)
  }

  /// Its page.
  var page: String {
    ([name, ""] + lines.map { "  \($0)" } + ["", "try", "  \(example)"]).joined(separator: "\n")
  }
}

/// What help says beside the declarations: the way through an experiment, line by line, and the concepts of the field.
public struct Guide: Sendable {
  /// Statements that follow on each other, each with what it does; the first is the first thing to type.
  public let flow: [(statement: String, meaning: String)]
  public let concepts: [Concept]

  public init(flow: [(statement: String, meaning: String)] = [], concepts: [Concept] = []) {
    self.flow = flow
    self.concepts = concepts
  }

  /// The concept that is asked for, by any of its names.
  public func concept(_ topic: String) -> Concept? { concepts.first { $0.isCalled(topic) } }
}
