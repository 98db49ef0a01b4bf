/// A lesson as something to read: Markdown and lines, in turn.
enum Passage: Equatable {
  case prose(String)
  case line(String)
  /// Where the reader's own line is to stand, and the lesson's answers.
  case task([String])
}

extension Lesson {
  var passages: [Passage] {
    var passages: [Passage] = [.prose("# \(title)"), .prose(summary)]
    var question: Question?
    for part in parts {
      switch part {
      case .text(let text): passages.append(.prose(text))
      case .question(let asked):
        question = asked
        passages.append(.prose(asked.prose))
      case .lines(let lines), .claims(let lines): passages += lines.map { .line($0) }
      case .meaning(let text):
        passages.append(.prose("**What happened.** " + (question?.answerProse ?? "") + text))
        question = nil
      case .task(let task):
        passages += [.prose("**Now you.** \(task.text)"), .task(task.answer)] + task.checks.map { .line($0) }
      }
    }
    return passages
  }
}

extension Lesson.Question {
  /// The question and its choices, lettered.
  fileprivate var prose: String {
    let list = choices.enumerated().map { "- \(Self.letter($0)): \($1)" }
    return (["**Predict.** \(text)", ""] + list).joined(separator: "\n")
  }

  fileprivate var answerProse: String { "It is \(Self.letter(answer)). " }

  /// What a choice is called.
  static func letter(_ place: Int) -> String { String("abcdefgh".dropFirst(place).prefix(1)) }
}
