import EtudeLanguage
import EtudeLessons
import EtudeSession

/// A lesson where nobody answers: printed whole, its lines run as they stand.
final class PrintedRoom: LessonRoom {
  private let session: Session
  private let screen: Screen

  init(_ session: Session, _ screen: Screen) {
    self.session = session
    self.screen = screen
  }

  var isAnswered: Bool { false }

  func say(_ text: String) { screen.say(text) }

  func echo(_ line: String) { screen.show("[\(session.promptNumber)] › " + line) }

  func ask(_ question: LessonPrompt) -> LessonAnswer { .line("") }

  func run(_ line: String) -> Cell? { screen.working { session.execute(line) } }
}

extension LessonEnding {
  /// How a program ends that printed a lesson.
  func exitStatus(_ session: Session) -> ProgramExit {
    switch self {
    case .done, .left: .done
    case .interrupted: .interrupted
    case .failed: session.cells.last { $0.exitStatus != .done }?.exitStatus ?? .failed
    }
  }
}
