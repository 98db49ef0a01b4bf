/// A lesson's source parted into its pieces.
struct LessonReader {
  private(set) var title = ""
  private(set) var summary = ""
  private(set) var parts: [Lesson.Part] = []
  /// The comment lines of a paragraph that is not finished.
  private var paragraph: [String] = []

  init(_ source: String) {
    for line in source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("#") {
        take(comment: String(line.dropFirst(line.hasPrefix("# ") ? 2 : 1)))
      } else {
        endParagraph()
        if !line.allSatisfy(\.isWhitespace) { take(code: line) }
      }
    }
    endParagraph()
  }

  private static let marks = ["# ", "? ", "! ", "~ "]

  private mutating func take(comment: String) {
    if comment.allSatisfy(\.isWhitespace) { return endParagraph() }
    if Self.marks.contains(where: comment.hasPrefix) { endParagraph() }
    paragraph.append(comment)
    // A title is one line, also where the next one follows without an empty one between.
    if comment.hasPrefix("# ") { endParagraph() }
  }

  private mutating func endParagraph() {
    guard let first = paragraph.first else { return }
    defer { paragraph = [] }
    let words = Self.joined(paragraph)
    switch first.prefix(2) {
    case "# ": title = String(words.dropFirst(2))
    case "? ": parts.append(.question(Self.question(paragraph)))
    case "! ": parts.append(.meaning(String(words.dropFirst(2))))
    case "~ ": parts.append(.task(Lesson.Task(text: String(words.dropFirst(2)))))
    default:
      // The first paragraph says what the lesson is about, in the list of lessons too.
      if summary.isEmpty { summary = words } else { parts.append(.text(words)) }
    }
  }

  /// A question and, behind `-` or `+`, its choices, which may go on over lines.
  private static func question(_ lines: [String]) -> Lesson.Question {
    var text: [String] = []
    var choices: [[String]] = []
    var answer = 0
    for line in lines {
      if line.hasPrefix("- ") || line.hasPrefix("+ ") {
        if line.hasPrefix("+ ") { answer = choices.count }
        choices.append([String(line.dropFirst(2))])
      } else if choices.isEmpty {
        text.append(line)
      } else {
        choices[choices.count - 1].append(line)
      }
    }
    return Lesson.Question(
      text: String(joined(text).dropFirst(2)), choices: choices.map(joined), answer: answer)
  }

  private mutating func take(code line: String) {
    let isCheck = line.hasPrefix("expect ")
    switch parts.last {
    case .task(var task)?:
      if isCheck { task.checks.append(line) } else { task.answer.append(line) }
      parts[parts.count - 1] = .task(task)
    case .lines(let lines)? where !isCheck: parts[parts.count - 1] = .lines(lines + [line])
    case .claims(let lines)? where isCheck: parts[parts.count - 1] = .claims(lines + [line])
    default: parts.append(isCheck ? .claims([line]) : .lines([line]))
    }
  }

  private static func joined(_ lines: [String]) -> String {
    lines.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
  }
}
