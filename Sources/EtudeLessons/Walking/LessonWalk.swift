import EtudeSession

/// A walk through a lesson: its parts one after another, in a session whose names stay when it is over.
public struct LessonWalk {
  private let lesson: Lesson
  private let session: Session
  private let room: any LessonRoom
  /// The question whose answer has not been told, and the guess.
  private var open: (question: Lesson.Question, guess: Int?)?
  private var predicted = 0
  /// Questions that were answered; Enter alone is no prediction.
  private var answered = 0
  private var hasToldOfEnter = false
  /// Claims that did not hold.
  public private(set) var surprises: [String] = []

  /// - Parameters:
  ///   - session: in which the room runs lines; conditions are asked of it.
  public init(_ lesson: Lesson, in session: Session, with room: any LessonRoom) {
    self.lesson = lesson
    self.session = session
    self.room = room
  }

  /// Shows, asks and runs to the lesson's end, or until it is left.
  public mutating func run() -> LessonEnding {
    room.say(lesson.title + "\n" + String(repeating: "─", count: lesson.title.count))
    room.say(lesson.summary)
    let replaced = replacedNames
    if room.isAnswered, !replaced.isEmpty {
      room.say(
        "This lesson makes \(replaced.joined(separator: ", ")) anew; what you have under these names goes.")
      guard case .line = room.ask(.goingOn) else { return leave(.left) }
    }
    for part in lesson.parts {
      if let ending = take(part) { return leave(ending) }
    }
    room.say(farewell)
    return .done
  }

  /// Names that the lesson binds and the session has.
  private var replacedNames: [String] {
    var names: [String] = []
    for line in lesson.lines {
      guard let equals = line.firstRange(of: " = ") else { continue }
      let name = String(line[..<equals.lowerBound])
      if session.interpreter.bindings[name] != nil, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Takes a part; an ending if the walk ends there.
  private mutating func take(_ part: Lesson.Part) -> LessonEnding? {
    switch part {
    case .text(let text): room.say(text)
    case .question(let question): return put(question)
    case .lines(let lines):
      for line in lines { if let ending = offer(line) { return ending } }
    case .claims(let claims): check(claims)
    case .meaning(let text):
      tellAnswer()
      room.say(text)
    case .task(let task): return set(task)
    }
    return nil
  }

  private mutating func put(_ question: Lesson.Question) -> LessonEnding? {
    let letters = question.choices.indices.map(Lesson.Question.letter)
    let choices = zip(letters, question.choices).map { "  \($0)  \($1)" }
    room.say("Predict: " + question.text + "\n" + choices.joined(separator: "\n"))
    open = (question, nil)
    while room.isAnswered {
      guard case .line(let text) = room.ask(.guess(letters)) else { return .left }
      let letter = text.lowercased().filter { !$0.isWhitespace && $0 != ")" && $0 != "." }
      if letter.isEmpty { break }
      if let guess = letters.firstIndex(of: letter) {
        open = (question, guess)
        answered += 1
        break
      }
      room.say("One of \(letters.joined(separator: ", ")); Enter goes on without a guess.")
    }
    return nil
  }

  private mutating func tellAnswer() {
    guard let (question, guess) = open else { return }
    open = nil
    let letter = Lesson.Question.letter(question.answer)
    if guess == question.answer {
      predicted += 1
      room.say("You said \(letter), and \(letter) it is.")
    } else {
      let said = guess.map { "You said \(Lesson.Question.letter($0)); it" } ?? "It"
      room.say("\(said) is \(letter): \(question.choices[question.answer])")
    }
  }

  /// Offers a line of the lesson, which Enter runs; lines of the reader's own may come before.
  private mutating func offer(_ line: String) -> LessonEnding? {
    guard room.isAnswered else { return perform(line) }
    room.say(
      (hasToldOfEnter ? "" : "Enter runs the line; or type lines of your own first.\n") + "    " + line)
    hasToldOfEnter = true
    while true {
      guard case .line(let typed) = room.ask(.statement(line)) else { return .left }
      if Self.words(typed).isEmpty || Self.words(typed) == Self.words(line) { return perform(line) }
      if let cell = room.run(typed), cell.exitStatus == .interrupted { return .interrupted }
    }
  }

  /// Runs a line of the lesson, without which it cannot go on.
  private func perform(_ line: String) -> LessonEnding? {
    if !room.isAnswered { room.echo(line) }
    guard let cell = room.run(line) else { return .left }
    return cell.exitStatus == .done ? nil : cell.exitStatus == .interrupted ? .interrupted : .failed
  }

  private static func words(_ line: String) -> [Substring] { line.split(whereSeparator: \.isWhitespace) }

  private mutating func check(_ conditions: [String]) {
    for reason in conditions.compactMap(session.reasonAgainst) {
      surprises.append(reason)
      room.say("Here it came out otherwise than the lesson says: \(reason)")
    }
  }

  private mutating func set(_ task: Lesson.Task) -> LessonEnding? {
    room.say("Now you: " + task.text)
    while room.isAnswered {
      guard case .line(let typed) = room.ask(.statement(task.answer.last ?? "")) else { return .left }
      if Self.words(typed).isEmpty { break }
      guard let cell = room.run(typed) else { continue }
      if cell.exitStatus == .interrupted { return .interrupted }
      guard cell.exitStatus == .done else { continue }
      guard let reason = task.checks.lazy.compactMap(session.reasonAgainst).first else {
        room.say("That is one.")
        return nil
      }
      room.say("Not yet: \(reason). Try again, or see an answer with Enter.")
    }
    room.say("One answer:")
    for line in task.answer {
      if room.isAnswered { room.echo(line) }
      if let ending = perform(line) { return ending }
    }
    check(task.checks)
    return nil
  }

  private var farewell: String {
    let score = room.isAnswered && answered > 0 ? "You predicted \(predicted) of \(answered). " : ""
    let place = Lesson.names.firstIndex(of: lesson.name)
    let next = place.flatMap { Lesson.names.dropFirst($0 + 1).first }
    return score + (next.map { "The next lesson: \($0)" } ?? "That was the last lesson.")
  }

  private func leave(_ ending: LessonEnding) -> LessonEnding {
    switch ending {
    case .done: break
    case .left: room.say("You left the lesson; what it made is still there.")
    case .interrupted: room.say("The lesson was interrupted; what it made is still there.")
    case .failed: room.say("The lesson cannot go on without this line.")
    }
    return ending
  }
}
