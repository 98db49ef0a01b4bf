import EtudeCore
import EtudeREPL
import Testing

@Suite("Lines in a window")
struct WrappingTests {
  private let row =
    "  window    seconds listened to for a row, at most what the network was trained on, or thirty"

  @Test("Lines break at spaces, go on under their text, and lose no word", arguments: Array(20...100))
  func breaks(width: Int) {
    let lines = Wrapping.wrapped(row, width: width).split(separator: "\n")
    #expect(lines.allSatisfy { $0.columns <= width })
    #expect(lines.joined(separator: " ").split(separator: " ") == row.split(separator: " "))
    let indent = width >= 24 ? 12 : 2
    #expect(lines.dropFirst().allSatisfy { $0.prefix { $0 == " " }.count == indent })
  }

  @Test("What fits stays as it is, spaces and colours too")
  func untouched() {
    #expect(Wrapping.wrapped(row, width: row.count) == row)
    let colored = "\u{1B}[2m" + String(repeating: "x", count: 30) + "\u{1B}[0m  and"
    #expect(Wrapping.wrapped(colored, width: 35) == colored)
    #expect(Wrapping.wrapped("a b\n\nc", width: 80) == "a b\n\nc")
  }

  @Test(
    "A message breaks between words, its fix too; the line that it points into does not", arguments: 24...90)
  func messages(width: Int) {
    let fix = "7 of 27 folds are kept: the same line goes on from there"
    let line = "  4 | chosen = nested net mels lr: [1e-1, 1e-2, 1e-3] folds: 5 inner: 3 epochs: 400"
    let carets = "    |          ^^^^^^^^^^^^^"
    let heading = "lab.etude:4:10: error: interrupted while it was at work on the folds"
    let text = Wrapping.wrapped(message: "\(heading)\n\(line)\n\(carets) \(fix)", fix: fix, width: width)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.contains(line) && lines.contains { $0.hasPrefix(carets) })
    #expect(lines.allSatisfy { $0 == line || $0.hasPrefix(carets) || $0.count <= width })
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect("\(heading) \(line) \(carets) \(fix)".split(separator: " ").map(String.init) == words)
    let bare = Wrapping.wrapped(message: "error: interrupted\n  \(fix)", fix: fix, width: width)
    #expect(bare.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test("A word longer than a line stays whole; wide letters count as two")
  func words() {
    let word = String(repeating: "a", count: 50)
    #expect(Wrapping.wrapped("see \(word) there", width: 20) == "see\n\(word)\nthere")
    #expect(Wrapping.wrapped("音楽音楽 音楽音楽", width: 11) == "音楽音楽\n音楽音楽")
  }

  @Test("A list of 300,000 numbers is wrapped in a part of a second, as a short one is")
  func megabytes() {
    let long = "[" + (0..<300_000).map(String.init).joined(separator: ", ") + "]"
    var wrapped = ""
    let soonest = (0..<3).map { _ in
      ContinuousClock().measure { wrapped = Wrapping.wrapped(long, width: 80) }
    }.min()
    #expect(wrapped.split(separator: "\n").allSatisfy { $0.utf8.count <= 80 })
    #expect(wrapped.replacing("\n", with: " ") == long)
    #expect(soonest ?? .seconds(9) < .milliseconds(900))
  }
}
