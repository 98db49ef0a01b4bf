import EtudeCore
import EtudeLessons
import EtudeSession

extension SessionCommand {
  /// The lessons, or one of them: `lesson` without the dot is the same.
  static let lesson = SessionCommand(
    terminal: ".lesson", "the lessons, or one of them; lesson without the dot is the same",
    takes: .optional(.named(Lesson.names)),
    examples: [".lesson gates"]
  ) { repl, argument in
    guard let request = LessonRequest(argument: argument) else {
      throw Failure(
        "a lesson is asked for by its name",
        fix: "write: lesson \"\(Lesson.names.first ?? "")\" songs: \"folder\"")
    }
    guard let lesson = try request.lesson() else {
      repl.screen.show(Lesson.list(command: "lesson"))
      return .done
    }
    return repl.give(lesson)
  }
}
