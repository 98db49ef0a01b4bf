import EtudeCore
import EtudeLanguage
import EtudeLessons
import EtudeSession
import EtudeVerbs
import Foundation

/// A room that keeps what is said in it, and gives the answers that it was told to give.
final class SilentRoom: LessonRoom {
  let session: Session
  private(set) var said: [String] = []
  private(set) var asked: [LessonPrompt] = []
  private var answers: [LessonAnswer]
  let isAnswered: Bool
  private let folder: String

  /// - Parameter answers: one after another, then Enter alone; nil if nobody answers.
  init(answers: [LessonAnswer]? = nil) throws {
    folder = NSTemporaryDirectory() + "etude-lessons-" + UUID().uuidString
    try WholeFile.makeFolder(folder)
    isAnswered = answers != nil
    self.answers = answers ?? []
    session = Session(
      vocabulary: .standard,
      environment: Environment(
        work: Work(threads: 2, store: ResultStore(folder: folder + "/cache")), readingFolder: folder,
        writingFolder: folder))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func say(_ text: String) { said.append(text) }
  func echo(_ line: String) { said.append("› " + line) }
  func run(_ line: String) -> Cell? { session.execute(line) }
  func ask(_ question: LessonPrompt) -> LessonAnswer {
    asked.append(question)
    return answers.isEmpty ? .line("") : answers.removeFirst()
  }

  /// What was wrong in the cells that ran.
  var errors: String {
    session.cells.flatMap(\.outputs).compactMap { output in
      if case .diagnostic(let diagnostic) = output, diagnostic.severity == .error {
        diagnostic.rendered
      } else {
        nil
      }
    }.joined(separator: "\n")
  }
}
