import EtudeCore
import Testing

/// Tables as lines of text, in windows of any width.
@Suite struct TableLayoutTests {
  /// In a window no line is too long that can be broken, no word is lost, and each part begins with the first column.
  @Test(arguments: 0..<200) func tablesFitAWindow(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "tables")
    let words = ["a", "keeps", "old state", "1 lets it in", "音楽", "(1 − z) · n", "candidate", ""]
    let (columns, count) = (2 + random.below(9), random.below(5))
    let numbers = Set((1..<columns).filter { _ in random.below(2) == 0 })
    func cell(_ column: Int) -> String {
      if numbers.contains(column) { return "\(random.below(100_000))" }
      let text = (0..<random.below(6)).map { _ in words[random.below(words.count)] }.joined(separator: " ")
      // An empty line is then one between parts.
      return column == 0 ? (random.below(2) == 0 ? "  row " : "row ") + text : text
    }
    let rows = (0..<count).map { _ in (0..<columns).map(cell) }
    let names = (0..<columns).map { "column\($0)" }
    let layout = TableLayout(columns: names, rows: rows, numbers: numbers)
    let width = 30 + random.below(120)
    let lines = layout.lines(fitting: width)
    #expect(lines.allSatisfy { $0.columns <= width })
    if layout.lines().allSatisfy({ $0.columns <= width }) { #expect(lines == layout.lines()) }
    // Every word of every cell is there, those of the first column once a part.
    func bag(_ texts: [String]) -> [String: Int] {
      texts.flatMap { $0.split(separator: " ") }.reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }
    let parts = lines.count { $0.isEmpty } + 1
    let first = bag(([names] + rows).map { $0[0] })
    var wanted = bag(([names] + rows).flatMap { $0 })
    for (word, times) in first { wanted[word, default: 0] += times * (parts - 1) }
    #expect(bag(lines) == wanted)
  }

  @Test func longWordsGoOnBelowThemselves() {
    let layout = TableLayout(
      columns: ["what", "value", "does"],
      rows: [["update", "0.648", "1 keeps the old state, 0 takes the candidate"], ["state", "-0.675", ""]],
      numbers: [1])
    #expect(
      layout.lines(fitting: 40) == [
        "what     value  does",
        "update   0.648  1 keeps the old state, 0",
        "                takes the candidate",
        "state   -0.675",
      ])
  }
}
