import ArgumentParser
import EtudeCore
import EtudeLessons
import EtudeREPL

/// `etude lesson [NAME]`
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson", abstract: "The lessons, or one of them.",
    discussion: """
      In a terminal a lesson asks, and runs what is typed; elsewhere it is printed whole. songs=FOLDER makes it about \
      songs of one's own, a folder with a folder per genre.
      """)

  @Argument(help: "The lesson; all are listed if none is named. Then, if need be, songs=FOLDER.")
  var words: [String] = []

  enum Form: String, EnumerableFlag {
    case notebook, page
  }

  @Flag(help: "Write it as a notebook for Jupyter, or as a page of Markdown with pictures.")
  var form: Form?

  @OptionGroup var settings: SessionOptions

  func validate() throws {
    guard words.count <= 2, words.dropFirst().allSatisfy({ $0.hasPrefix("songs=") && $0.count > 6 }) else {
      throw ValidationError("a lesson is named like this: etude lesson gates songs=FOLDER")
    }
    if words.first?.hasPrefix("songs=") == true || words.isEmpty && form != nil {
      throw ValidationError("name the lesson: etude lesson \(Lesson.names.first ?? "")")
    }
    do {
      if let name = words.first { _ = try Lesson.named(name) }
    } catch let failure as Failure {
      throw ValidationError("\(failure.cause); \(failure.fix ?? "")")
    }
  }

  func run() throws {
    guard let name = words.first else {
      return try Housekeeping.run { Lesson.list(command: "etude lesson") }
    }
    var lesson = try Lesson.named(name)
    if let songs = words.dropFirst().first { lesson = try lesson.about(songsIn: String(songs.dropFirst(6))) }
    guard let form else { try settings.endAfter { $0.give(lesson) } }
    let folder = settings.out ?? "."
    try WholeFile.makeFolder(folder)
    switch form {
    case .notebook:
      try Housekeeping.run {
        let path = "\(folder)/\(name).ipynb"
        try WholeFile.write(lesson.notebook, to: path)
        return "the lesson is in \(path)"
      }
    case .page:
      let frontEnd = try settings.console()
      try Housekeeping.run {
        let page = try frontEnd.page(of: lesson)
        for (file, bytes) in page.files { try WholeFile.write(bytes, to: "\(folder)/\(file)") }
        let path = "\(folder)/\(name).md"
        try WholeFile.write(page.text, to: path)
        return "the lesson is in \(path)"
      }
    }
  }
}
