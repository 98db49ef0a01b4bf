import EtudeCore
import EtudeLanguage
import EtudeLessons
import EtudeVerbs
import Testing

/// What every lesson has to have, and how its source is read.
@Suite("Lessons") struct LessonTests {
  @Test("A source is parted by its marks") func reading() {
    let lesson = Lesson(
      "small",
      """
      # # Small
      # What it is
      # about.
      #
      # Text.
      #
      # ? How much?
      # - one
      # + two,
      # or so
      a = 1

      b = 2
      expect b == 2
      # ! Two.
      # ~ Change it.
      mine = 3
      expect mine > 2
      expect mine < 9
      """)
    #expect(lesson.title == "Small" && lesson.summary == "What it is about.")
    #expect(
      lesson.parts == [
        .text("Text."),
        .question(Lesson.Question(text: "How much?", choices: ["one", "two, or so"], answer: 1)),
        .lines(["a = 1", "b = 2"]), .claims(["expect b == 2"]), .meaning("Two."),
        .task(
          Lesson.Task(
            text: "Change it.", answer: ["mine = 3"], checks: ["expect mine > 2", "expect mine < 9"])),
      ])
  }

  @Test("Each asks, claims, explains and sets a task", arguments: Lesson.names)
  func wholeness(_ name: String) throws {
    let lesson = try Lesson.named(name)
    #expect(!lesson.title.isEmpty && !lesson.summary.isEmpty)
    var questions = 0
    var claims = 0
    var tasks: [Lesson.Task] = []
    for part in lesson.parts {
      switch part {
      case .question(let question):
        questions += 1
        #expect((2...4).contains(question.choices.count), "\(question.text)")
        #expect(question.choices.indices.contains(question.answer))
      case .claims(let lines): claims += lines.count
      case .task(let task): tasks.append(task)
      case .text, .lines, .meaning: break
      }
    }
    #expect(questions >= 2 && claims >= 3)
    #expect(tasks.count == 1 && tasks.allSatisfy { !$0.answer.isEmpty && !$0.checks.isEmpty })
  }

  @Test("The right choice stands in every place") func answers() {
    let places = Lesson.all.flatMap(\.parts).compactMap { part in
      if case .question(let question) = part { question.answer } else { nil }
    }
    for place in 0...2 { #expect(places.filter { $0 == place }.count >= 5, "\(place)") }
  }

  @Test("Every line passes the checker", arguments: Lesson.names) func checking(_ name: String) throws {
    let text = try Lesson.named(name).lines.joined(separator: "\n")
    do {
      _ = try Interpreter(vocabulary: .standard).check(SourceText(name: name, text: text))
    } catch { Issue.record("\(error.rendered())") }
  }

  @Test("A number in what happened stands in a line that is run", arguments: Lesson.names)
  func numbers(_ name: String) throws {
    let lesson = try Lesson.named(name)
    let known = Set(Self.numbers(in: lesson.lines.joined(separator: " ")))
    for case .meaning(let text) in lesson.parts {
      for number in Self.numbers(in: text) { #expect(known.contains(number), "\(number): \(text)") }
    }
  }

  private static func numbers(in text: String) -> [String] {
    text.split { !$0.isNumber && $0 != "." }.map { String($0).trimmed(of: ".") }.filter { !$0.isEmpty }
  }

  @Test("Names are unique, and a wrong one is answered") func names() throws {
    #expect(Set(Lesson.names).count == Lesson.all.count && Lesson.all.count >= 10)
    #expect(try Lesson.named("GATES").name == "gates")
    let failure = #expect(throws: Failure.self) { try Lesson.named("gaets") }
    #expect(failure?.fix == "did you mean 'gates'?")
    let list = Lesson.list(command: "etude lesson")
    for lesson in Lesson.all { #expect(list.contains(lesson.name) && list.contains(lesson.title)) }
  }

  @Test("Songs of one's own take the place of the demo's") func ownSongs() throws {
    let lesson = try Lesson.named("gates").about(songsIn: "my \"best\"/")
    #expect(lesson.lines.contains("songs = load \"my \\\"best\\\"/\" length: 30s limit: 10"))
    #expect(!lesson.lines.contains { $0.contains("= demo") })
  }
}

extension String {
  /// Without a sign at its ends.
  fileprivate func trimmed(of sign: Character) -> String {
    var text = drop { $0 == sign }
    while text.last == sign { text.removeLast() }
    return String(text)
  }
}
