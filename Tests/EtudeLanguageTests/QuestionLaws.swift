import EtudeCore
import EtudeLanguage
import Testing

/// Laws of conditions, branches, ranges and grids, on programs drawn at random.
@Suite struct QuestionLaws {
  /// A condition as it is written, and whether it holds.
  private func condition(_ random: inout RandomStream, depth: Int = 0) -> (text: String, holds: Bool) {
    switch random.below(depth > 3 ? 2 : 6) {
    case 0:
      let (a, b) = (random.below(5), random.below(5))
      let signs: [(String, Bool)] = [
        ("<", a < b), ("<=", a <= b), (">", a > b), (">=", a >= b), ("==", a == b), ("!=", a != b),
      ]
      let (sign, holds) = signs[random.below(signs.count)]
      return ("\(a) \(sign) \(b)", holds)
    case 1: return random.below(2) == 0 ? ("yes", true) : ("no", false)
    case 2:
      let inner = condition(&random, depth: depth + 1)
      return ("not (\(inner.text))", !inner.holds)
    case 3:
      let inner = condition(&random, depth: depth + 1)
      return ("(\(inner.text))", inner.holds)
    case 4:
      let (a, b) = (condition(&random, depth: depth + 1), condition(&random, depth: depth + 1))
      return ("(\(a.text)) and (\(b.text))", a.holds && b.holds)
    default:
      let (a, b, c) = (
        condition(&random, depth: depth + 1), condition(&random, depth: depth + 1),
        condition(&random, depth: depth + 1)
      )
      // 'and' binds closer than 'or'.
      return ("(\(a.text)) or (\(b.text)) and (\(c.text))", a.holds || b.holds && c.holds)
    }
  }

  /// What a program shows, and what it shows once it is written anew from its tree, options and all.
  private func outputs(_ text: String) -> (first: [String], again: [String]) {
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    let first = ScriptRunner(text, interpreter: interpreter)
    #expect(first.diagnostics.isEmpty, "\(text): \(first.remarks)")
    let written = interpreter.record.map {
      Printer.text(of: $0, vocabulary: interpreter.vocabulary, writesDefaults: true)
    }
    return (first.output, ScriptRunner(written.joined(separator: "\n")).output)
  }

  @Test func branches() {
    var random = RandomStream(seed: 21, purpose: "branches")
    for _ in 0..<200 {
      let (a, b) = (condition(&random), condition(&random))
      let text =
        "if \(a.text) { x = 1 } else if \(b.text) { x = 2 } else { x = 3 }\nprint x (\(a.text)) \"{\(b.text)}\""
      let expected = "\(a.holds ? 1 : b.holds ? 2 : 3) \(a.holds ? "yes" : "no") \(b.holds ? "yes" : "no")"
      let found = outputs(text)
      #expect(found.first == [expected], "\(text)")
      #expect(found.again == [expected], "\(text)")
    }
  }

  @Test func ranges() {
    var random = RandomStream(seed: 22, purpose: "ranges")
    for _ in 0..<100 {
      let (a, b) = (random.below(40) - 20, random.below(40) - 20)
      let run = ScriptRunner(
        "xs = \(a)..\(b)\nprint xs.count xs[0] xs[-1]\nprint xs[0..xs.count - 1] == xs\nfor x in xs { y = x }\nprint y"
      )
      #expect(run.output == ["\(abs(a - b) + 1) \(a) \(b)", "yes", "\(b)"], "\(run.remarks)")
    }
  }

  /// What a condition lets through and what it does not are all that there is, in order.
  @Test func questionsPart() {
    var random = RandomStream(seed: 23, purpose: "questions")
    for _ in 0..<60 {
      let list = (0..<random.below(12)).map { _ in random.below(9) }
      let limit = random.below(9)
      let run = ScriptRunner(
        "limit = \(limit)\nxs = [0] + \(list)\nprint (xs | where value < limit) (xs | where not value < limit)"
      )
      let all = [0] + list
      #expect(run.output == ["\(all.filter { $0 < limit }) \(all.filter { $0 >= limit })"], "\(run.remarks)")
    }
  }

  /// Every combination, the first list varying slowest; each knows its settings.
  @Test func grids() {
    var random = RandomStream(seed: 24, purpose: "grids")
    for _ in 0..<40 {
      let units = (0..<1 + random.below(3)).map { 8 * ($0 + 1) }
      let folds = (0..<1 + random.below(3)).map { $0 + 2 }
      let run = ScriptRunner(
        """
        mels = spectrogram demo
        for r in (crossval (gru \(units)) mels folds: \(folds)) { print r.units r.folds }
        """)
      #expect(run.output == units.flatMap { unit in folds.map { "\(unit) \($0)" } }, "\(run.remarks)")
    }
  }
}
