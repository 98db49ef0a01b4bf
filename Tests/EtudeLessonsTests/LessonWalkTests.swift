import EtudeLessons
import EtudeNetworks
import Testing

/// Lessons run to their end, and what their text claims holds.
@Suite("Walks through lessons", .serialized) struct LessonWalkTests {
  private static let hasWeights = PretrainedWeights.all.allSatisfy(\.isPresent)
  /// Lessons that borrow a network are run where its weights are.
  static let names = Lesson.all.filter { lesson in
    hasWeights || !lesson.lines.contains { $0.contains("mobilenetv2") || $0.contains("musicnn") }
  }.map(\.name)

  @Test("Every line runs, every claim holds, in less than a minute", arguments: names)
  func whole(_ name: String) throws {
    let room = try SilentRoom()
    var walk = LessonWalk(try Lesson.named(name), in: room.session, with: room)
    let started = ContinuousClock.now
    #expect(walk.run() == .done, "\(room.errors)")
    #expect(walk.surprises.isEmpty, "\(walk.surprises)")
    #expect(ContinuousClock.now - started < .seconds(300))
  }

  private let small = Lesson(
    "small",
    """
    # # Small
    # About two.
    #
    # ? How much is it?
    # - one
    # + two
    a = 1 + 1
    expect a == 2
    # ! It is two.
    # ~ Bind more than five to `mine`.
    mine = 6
    expect mine > 5
    """)

  @Test("Guesses are counted, own lines run, a wrong answer is told why") func answered() throws {
    let room = try SilentRoom(
      answers: ["x", "b)", "c = 4", "", "mine = 3", "mine = c", "mine = c + 5"].map { .line($0) })
    var walk = LessonWalk(small, in: room.session, with: room)
    #expect(walk.run() == .done)
    #expect(room.said.contains("One of a, b; Enter goes on without a guess."))
    #expect(room.said.contains("You said b, and b it is."))
    #expect(
      room.said.contains(
        "Not yet: 'mine > 5' does not hold: the left side is 3, the right side 5. Try again, or see an answer with Enter."
      ))
    #expect(room.said.suffix(2).first == "That is one.")
    #expect(room.said.last?.hasPrefix("You predicted 1 of 1.") == true)
  }

  @Test("Enter alone goes through all of it") func enter() throws {
    let room = try SilentRoom(answers: [])
    var walk = LessonWalk(small, in: room.session, with: room)
    #expect(walk.run() == .done)
    #expect(room.said.contains("It is b: two"))
    #expect(room.said.contains("› mine = 6"))
    #expect(!room.said.contains { $0.contains("You predicted") })
  }

  @Test("It can be left at every question", arguments: 0...2) func leaving(after count: Int) throws {
    let room = try SilentRoom(answers: Array(repeating: .line(""), count: count) + [.left])
    var walk = LessonWalk(small, in: room.session, with: room)
    #expect(walk.run() == .left)
    #expect(room.said.last == "You left the lesson; what it made is still there.")
  }

  @Test("A claim that does not hold is told, and the lesson goes on") func surprises() throws {
    let room = try SilentRoom()
    var walk = LessonWalk(
      Lesson("wrong", "# # W\n# About.\na = 1\nexpect a == 2\nb = 2\n"), in: room.session, with: room)
    #expect(walk.run() == .done)
    #expect(walk.surprises == ["'a == 2' does not hold: the left side is 1, the right side 2"])
    #expect(room.said.contains("› b = 2"))
  }

  @Test("Names that are bound are spoken of first") func replaced() throws {
    let room = try SilentRoom(answers: [.line(""), .line(""), .line("two = 2"), .line("a = 1 + two")])
    room.session.execute("a = 5")
    var walk = LessonWalk(small, in: room.session, with: room)
    #expect(walk.run() == .done)
    #expect(room.said.contains("This lesson makes a anew; what you have under these names goes."))
  }
}
