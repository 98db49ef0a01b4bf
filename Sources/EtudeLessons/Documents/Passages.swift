/// A lesson as something to read: Markdown and lines, in turn.
enum Passage: Equatable {
  case prose(String)
  /// Something to predict.
  case question(String)
  case line(String)
  /// What the text says of the lines before, as conditions.
  case claims([String])
  /// What happened, and why.
  case meaning(String)
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
        passages.append(.question(asked.prose))
      case .lines(let lines): passages += lines.map { .line($0) }
      case .claims(let claims): passages.append(.claims(claims))
      case .meaning(let text):
        passages.append(.meaning("**What happened.** " + (question?.answerProse ?? "") + text))
        question = nil
      case .task(let task):
        passages += [.prose("**Now you.** \(task.text)"), .task(task.answer), .claims(task.checks)]
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

/// A part of a page that is shown when the reader opens it, so that a prediction comes before its answer.
enum Folded: String, CaseIterable {
  case trying = "Predicted? Then see what happens"
  case claims = "What a test asks of it"
  case answer = "One answer"

  /// The lines around it, in Markdown that has HTML's folds.
  var opening: String { "<details><summary>\(rawValue)</summary>" }
  static let closing = "</details>"
}
