import EtudeEvaluation
import Testing

/// Tables as aligned text.
@Suite struct ScoreTableTests {
  @Test func wideLettersTakeTwoColumns() {
    let table = ScoreTable(
      columns: ["genre", "f1"], rows: [[.text("民谣"), .share(1)], [.text("rock"), .number(0.5)]],
      notes: ["a note"])
    #expect(table.text() == "genre     f1\n民谣   1.000\nrock   0.500\na note\n")
  }

  @Test func numbersStandToTheRightAndEmptyCellsEndNoLineInSpaces() {
    let table = ScoreTable(
      columns: ["a", "number", "note"],
      rows: [[.text("x"), .count(12), .empty], [.text("yy"), .empty, .text("n")]])
    #expect(table.text() == "a   number  note\nx       12\nyy          n\n")
  }

  @Test func whatIsNoNumberIsADash() {
    #expect(ScoreTable.Cell.number(.infinity).shown == "–" && ScoreTable.Cell.share(.nan).shown == "–")
    #expect(ScoreTable.Cell.number(1e13).exact == "10000000000000.0")
  }
}
