import EtudeCore
import EtudeLanguage

/// A lesson, written as a script of Étude with prose.
///
/// A comment is a paragraph of text, unless its first sign says what else it is:
///
/// ```
/// # # Title
/// # ? A question whose answer can be predicted.
/// # - a choice
/// # + the right one
/// line_to_try = …
/// expect what_the_text_claims
/// # ! What happened, and why.
/// # ~ One thing to change.
/// mine = the_lesson's_own_answer
/// expect what_any_answer_has_to_hold
/// ```
///
/// A paragraph ends at an empty comment, at another sign and at a line of code.
public struct Lesson: Sendable, Equatable {
  /// What `etude lesson` calls it.
  public let name: String
  public let title: String
  /// Its first paragraph: what it is about.
  public let summary: String
  public internal(set) var parts: [Part]

  /// A piece of a lesson, in the order of its source.
  public enum Part: Sendable, Equatable {
    case text(String)
    case question(Question)
    /// Lines to try, one after another.
    case lines([String])
    /// Conditions on what was tried: what the text says of it.
    case claims([String])
    /// What happened, and why.
    case meaning(String)
    case task(Task)
  }

  /// Something to predict.
  public struct Question: Sendable, Equatable {
    public let text: String
    public let choices: [String]
    /// The place of the right choice.
    public let answer: Int

    package init(text: String, choices: [String], answer: Int) {
      self.text = text
      self.choices = choices
      self.answer = answer
    }
  }

  /// One thing to change.
  public struct Task: Sendable, Equatable {
    public let text: String
    /// The lesson's own answer, for who asks for it.
    public var answer: [String]
    /// Conditions that any answer has to hold.
    public var checks: [String]

    package init(text: String, answer: [String] = [], checks: [String] = []) {
      self.text = text
      self.answer = answer
      self.checks = checks
    }
  }

  /// - Parameter source: the script.
  public init(_ name: String, _ source: String) {
    self.name = name
    let reader = LessonReader(source)
    title = reader.title
    summary = reader.summary
    parts = reader.parts
  }

  /// Every line of Étude in it, in order: what is tried, claimed, answered and checked.
  public var lines: [String] {
    parts.flatMap { part -> [String] in
      switch part {
      case .lines(let lines), .claims(let lines): lines
      case .task(let task): task.answer + task.checks
      case .text, .question, .meaning: []
      }
    }
  }
}
