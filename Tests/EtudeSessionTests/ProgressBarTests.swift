import EtudeSession
import Testing

@Suite("Progress bar")
struct ProgressBarTests {
  let nested = [
    ProgressBar.Stage("crossval", done: 3, total: 10), ProgressBar.Stage("epoch", done: 12, total: 20),
  ]

  @Test("A wide line shows stages, bar, share, time left and note")
  func wide() {
    let line = ProgressBar.line(width: 100, stages: nested, share: 0.36, remaining: 42, note: "loss 0.31")
    #expect(line == "crossval 3/10 · epoch 12/20 " + bar(10, of: 30) + " 36 %  42 s left  loss 0.31")
  }

  @Test("Without a known time left there is none in the line")
  func unknownTime() {
    let line = ProgressBar.line(width: 60, stages: [nested[0]], share: 0.05, remaining: nil)
    #expect(line == "crossval 3/10 " + bar(1, of: 30) + "  5 %")
  }

  @Test("A line never takes more columns than there are", arguments: Array(0...130))
  func fits(width: Int) {
    for share in [-1, 0, 0.001, 0.5, 0.999, 1, 2] {
      let line = ProgressBar.line(
        width: width, stages: nested + [.init("mel", done: 1, total: 2)], share: share, remaining: 4000,
        note: "loss 0.31 accuracy 0.87")
      #expect(line.count <= width)
      #expect(width == 0 || !line.isEmpty)
    }
  }

  @Test("What has no room goes: the note first, then inner stages, then the bar, then the end")
  func order() {
    func line(_ width: Int) -> String {
      ProgressBar.line(width: width, stages: nested, share: 0.36, remaining: 42, note: "loss 0.31")
    }
    #expect(line(60).contains("epoch") && line(60).contains("━") && !line(60).contains("loss"))
    #expect(!line(45).contains("epoch") && line(45).contains("━") && line(45).contains("42 s left"))
    #expect(line(30) == "crossval 3/10  36 %  42 s left")
    #expect(line(12) == "crossval 3/…")
  }

  @Test("Wide characters count as two columns")
  func wideCharacters() {
    let line = ProgressBar.line(
      width: 12, stages: [.init("音楽音楽音楽", done: 1, total: 2)], share: 0.5, remaining: nil)
    #expect(line == "音楽音楽音…")
  }

  @Test(
    "Times are read as people say them",
    arguments: [
      (-3.0, "0 s"), (0.2, "1 s"), (59.0, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (3600, "1 h"),
      (7500, "2 h 5 min"),
    ])
  func durations(seconds: Double, text: String) { #expect(Elapsed.rounded(seconds) == text) }

  private func bar(_ full: Int, of width: Int) -> String {
    String(repeating: "━", count: full) + String(repeating: "╌", count: width - full)
  }
}
