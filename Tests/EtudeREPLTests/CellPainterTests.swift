import EtudeCore
import EtudeREPL
import Testing

@Suite("A cell drawn in a terminal")
struct CellPainterTests {
  private static let heading = "\u{1}\u{1B}[1;36m\u{2}[1] ›\u{1}\u{1B}[0m\u{2} "
  private static let continuation = "   … "
  private static let pieces = [
    "a", "print ", "\n", "größer", "音楽", "é", "\t", "\u{1}", "for x in [1] {\n  ", " ",
    "xxxxxxxxxxxxxxxxxxxxxxxxx",
  ]

  private func layout(_ before: String, _ after: String, _ width: Int) -> CellLayout {
    CellLayout(
      heading: Self.heading, continuation: Self.continuation, before: before, after: after, width: width)
  }

  /// The window when a cell is drawn in an empty one.
  private func fresh(_ layout: CellLayout, columns: Int, rows: Int) -> TerminalScreen {
    var painter = CellPainter()
    var screen = TerminalScreen(columns: columns, rows: rows)
    screen.write(painter.paint(layout, height: rows))
    return screen
  }

  @Test("Drawn change by change it looks as if drawn at once", arguments: [20, 40, 80, 300])
  func changes(columns: Int) {
    var random = RandomStream(seed: UInt64(columns), purpose: "cells")
    for _ in 0..<40 {
      var painter = CellPainter()
      let rows = 6 + Int(random.next() % 20)
      var screen = TerminalScreen(columns: columns, rows: rows)
      var text: [Character] = []
      for _ in 0..<60 {
        switch random.next() % 4 {
        case 0 where !text.isEmpty:
          let place = Int(random.next() % UInt64(text.count))
          text.removeSubrange(place..<min(text.count, place + Int(random.next() % 12)))
        default:
          let piece = Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
          text.insert(contentsOf: piece, at: Int(random.next() % UInt64(text.count + 1)))
        }
        let cursor = Int(random.next() % UInt64(text.count + 1))
        let layout = self.layout(String(text[..<cursor]), String(text[cursor...]), columns)
        screen.write(painter.paint(layout, height: rows))
        // A cell that fits stands there as if it had been drawn at once.
        if layout.rowCount <= rows {
          let wanted = fresh(layout, columns: columns, rows: rows)
          #expect(screen.window.suffix(wanted.lines.count).elementsEqual(wanted.lines), "\(text)")
          #expect(screen.cursor.column == wanted.cursor.column)
        } else {
          #expect(screen.windowRow < rows)
        }
      }
    }
  }

  @Test(
    "A cell that is higher than the window is seen where the cursor is, and stands there whole at the end")
  func tall() {
    let text = (0..<30).map { "line \($0)" }.joined(separator: "\n")
    var painter = CellPainter()
    var screen = TerminalScreen(columns: 40, rows: 10)
    screen.write(painter.paint(layout(text, "", 40), height: 10))
    #expect(screen.window.last == "   … line 29" && screen.window.count == 10)
    screen.write(painter.paint(layout("", text, 40), height: 10))
    #expect(screen.window.first == "[1] › line 0" && screen.windowRow == 0)
    screen.write(painter.finish(layout(text, "", 40), height: 10))
    #expect(screen.lines.suffix(30).first == "[1] › line 0")
    #expect(screen.lines.suffix(30).dropFirst().elementsEqual((1..<30).map { "   … line \($0)" }))
  }

  @Test("A window that grows or shrinks does not lose what stands above", arguments: [20, 33, 60, 120])
  func resized(columns: Int) {
    let text = "print \"" + String(repeating: "words and ", count: 12) + "\"\nprint 2"
    var painter = CellPainter()
    var before = TerminalScreen(columns: 50, rows: 30)
    before.write("above\r\n" + painter.paint(layout(text, "", 50), height: 30))
    // The terminal breaks its lines anew: what it holds is written again, a line whole.
    var after = TerminalScreen(columns: columns, rows: 30)
    after.write("above\r\n" + Self.heading.filter { $0 != "\u{1}" && $0 != "\u{2}" })
    after.write(text.replacing("\n", with: "\r\n" + Self.continuation))
    after.write(painter.paint(layout(text, "", columns), height: 30))
    let wanted = fresh(layout(text, "", columns), columns: columns, rows: 30)
    #expect(after.lines == ["above"] + wanted.lines)
  }

  @Test("What is typed at the end is all that is written")
  func short() {
    var painter = CellPainter()
    _ = painter.paint(layout("print ", "", 80), height: 24)
    #expect(painter.paint(layout("print 1", "", 80), height: 24) == "1")
    #expect(painter.paint(layout("print ", "1", 80), height: 24) == "\u{1B}[1D")
  }

  @Test(
    "The next line is indented as the layout would",
    arguments: [
      ("print 1", 0), ("for x in [1] {", 2), ("for x in [1] {\n  print x", 2), ("xs = [", 2),
      ("net = cnn |", 2),
      ("net = cnn |\n  gru 64 |", 2), ("for x in [1] {\n  if x == 1 {", 4),
      ("for x in y {\n  x = cnn |\n    gru 64", 2),
      ("x = \"{\"", 0), ("# {", 0),
    ])
  func indentation(text: String, spaces: Int) {
    #expect(Indentation.after(text) == spaces)
  }
}
