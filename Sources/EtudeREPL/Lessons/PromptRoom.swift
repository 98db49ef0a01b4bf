import EtudeLessons
import EtudeSession

/// A lesson at the prompt: its lines become cells, and what is typed there is typed here.
final class PromptRoom: LessonRoom {
  private let repl: Repl
  /// How the program is to end, where the reader or the system asked for that.
  private(set) var quitting: CommandOutcome?

  init(_ repl: Repl) { self.repl = repl }

  var isAnswered: Bool { true }

  func say(_ text: String) { repl.screen.say(text) }

  func echo(_ line: String) { repl.echo(line) }

  func ask(_ question: LessonPrompt) -> LessonAnswer {
    if quitting != nil { return .left }
    switch question {
    case .goingOn: return repl.ask("Enter goes on, Ctrl-D leaves ›")
    case .guess(let letters): return repl.ask("\(letters.joined(separator: ", ")) ›")
    case .statement(let line): return repl.askForStatement(recalling: line)
    }
  }

  func run(_ line: String) -> Cell? {
    let count = repl.session.cells.count
    let outcome = repl.run([line])
    if case .quit = outcome { quitting = outcome }
    return repl.session.cells.count > count ? repl.session.cells.last : nil
  }
}

extension Repl {
  /// Gives a lesson; gives how the prompt goes on.
  func give(_ lesson: Lesson) -> CommandOutcome {
    let room = PromptRoom(self)
    var walk = LessonWalk(lesson, in: session, with: room)
    let ending = walk.run()
    if let quitting = room.quitting { return quitting }
    if let number = signals.ending { return .quit(.ended(by: number)) }
    return ending == .interrupted ? .interrupted : .done
  }
}
