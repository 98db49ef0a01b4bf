import EtudeCore
import Testing

/// What an interrupt says of a statement, counted beside it.
@Suite struct FoldTallyTests {
  @Test(arguments: 0..<50) func saysWhatWasCounted(_ number: Int) {
    var random = RandomStream(seed: UInt64(number), purpose: "tally")
    let results = 1 + random.below(4)
    let tally = FoldTally(results: results)
    let whole = random.below(results)
    for _ in 0..<whole {
      tally.meet(2)
      tally.keep()
      tally.keep()
      tally.endResult()
    }
    let (folds, isPlanned) = (1 + random.below(9), random.below(2) == 0)
    let kept = random.below(folds + 1)
    if isPlanned { tally.plan(folds + 10) }
    tally.meet(folds)
    for _ in 0..<kept { tally.keep() }
    var words: [String] = []
    if whole > 0 { words.append("\(whole) of \(results) results are whole") }
    if kept > 0 {
      let owner = results == 1 ? "" : whole > 0 ? " of the next" : " of the first of \(results) results"
      words.append("\(kept) of \(isPlanned ? folds + 10 : folds) folds\(owner) are kept")
    }
    let told = words.isEmpty ? nil : words.joined(separator: ", ") + ": the same line goes on from there"
    #expect(tally.advice == told)
  }
}
