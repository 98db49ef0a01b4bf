import EtudeCore
import EtudeLessons
import EtudeREPL
import Testing

/// Lessons at the prompt, in a terminal of their own, and printed.
@Suite("Lessons at the prompt", .serialized)
struct LessonTests {
  @Test(
    "A cell asks for lessons",
    arguments: [
      ("lesson", nil, nil), ("lesson gates", "gates", nil), ("lesson \"gates\"", "gates", nil),
      ("lessons", nil, nil), ("lesson gates songs: \"my music\"", "gates", "my music"),
      ("lesson \"gates\" songs=~/music", "gates", "~/music"),
    ] as [(String, String?, String?)])
  func requests(text: String, name: String?, songs: String?) {
    let request = LessonRequest(text)
    #expect(request?.name == name && request?.songs == songs && request != nil)
  }

  @Test("Others do not", arguments: ["lesson = 3", "lesson.count", "lessen", "lesson a b", "print lesson"])
  func others(text: String) { #expect(LessonRequest(text) == nil) }

  @Test("A lesson asks, runs what is typed, and is left by Ctrl-D; what it made stays")
  func atThePrompt() throws {
    let terminal = try PseudoTerminal.atPrompt()
    terminal.type("lesson\n")
    try terminal.expect("Begin with: lesson sound")
    try terminal.expect("[1] ›")
    terminal.type("lesson \"gates\"\n")
    try terminal.expect("Gates by hand")
    try terminal.expect("a, b, c ›")
    terminal.type("b\n")
    try terminal.expect("[1] ›")
    terminal.type("h = 7\n")
    try terminal.expect("7\n")
    try terminal.expect("[2] ›")
    terminal.type("\n")
    try terminal.expect("5\n")
    for line in ["n = -3", "z = 1", "print z * h + (1 - z) * n"] {
      try terminal.expect(line)
      try terminal.expect("] ›")
      terminal.type("\n")
    }
    try terminal.expect("You said b; it is a: the old state, unchanged")
    try terminal.expect("a, b, c ›")
    terminal.type("\u{4}")
    try terminal.expect("You left the lesson")
    try terminal.expect("] ›")
    terminal.type("print h\n")
    try terminal.expect("5\n")
    try terminal.expect("] ›")
    terminal.type("\u{4}")
    #expect(terminal.end() == 0)
  }

  @Test("By itself it ends the program when it is left, by Ctrl-C too", arguments: ["\u{3}", "\u{4}"])
  func byItself(key: String) throws {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(["lesson", "gates"], state: folder.path)
    try terminal.expect("a, b, c ›")
    terminal.type(key)
    try terminal.expect("You left the lesson")
    #expect(terminal.end() == 0)
  }

  @Test("Its lines fit the window, and are not too long to read", arguments: [40, 80, 300])
  func widths(columns: Int) throws {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(["lesson", "gates"], state: folder.path, columns: columns)
    let text = try terminal.expect("a, b, c ›")
    for line in text.split(separator: "\n") { #expect(line.count <= min(columns, 84), "\(line)") }
  }

  @Test("In a pipe it is printed whole; a wrong name is answered")
  func printed() throws {
    let folder = try TemporaryFolder()
    let list = try Program.run(["lesson"], state: folder.path)
    #expect(list.code == 0 && Lesson.names.allSatisfy(list.output.contains))
    let run = try Program.run(["lesson", "sound"], state: folder.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output.contains("Predict:") && run.output.contains("] › picture = spectrogram song"))
    #expect(run.output.contains("One answer:") && !run.output.contains("otherwise"))
    let wrong = try Program.run(["lesson", "sund"], state: folder.path)
    #expect(wrong.code == 64 && wrong.errors.contains("there is no lesson 'sund'; did you mean 'sound'?"))
  }

  @Test("It is written as a notebook and as a page, and is about songs of one's own")
  func written() throws {
    let folder = try TemporaryFolder()
    for form in ["--notebook", "--page"] {
      let run = try Program.run(["lesson", "sound", form, "--out", folder.path + "/out"], state: folder.path)
      #expect(run.code == 0 && run.output.contains("the lesson is in "), "\(run.errors)")
    }
    let page = String(decoding: try WholeFile.read(folder.path + "/out/sound.md"), as: UTF8.self)
    #expect(page.contains("heard with `play`") && page.contains(".png)") && !page.contains(".wav)"))
    #expect(try WholeFile.read(folder.path + "/out/sound.ipynb").count > 1000)
    let save =
      "for song in demo genres: 2 clips: 2 length: 2s { save song to: \"music/{song.label}/{song.track}.wav\" }"
    #expect(try Program.run(["-e", save, "--out", folder.path], state: folder.path).code == 0)
    let own = try Program.run(["lesson", "sound", "songs=\(folder.path)/music"], state: folder.path)
    #expect(own.code == 0, "\(own.errors)")
    #expect(own.output.contains("Here it came out otherwise than the lesson says: "))
  }
}
