import EtudeCore
import EtudeEvaluation
import Testing

@Suite struct ArchiveTests {
  @Test(arguments: 0..<20) func aResultComesBackToTheLastBit(seed: UInt64) throws {
    let result = try randomEvaluation(seed)
    let again = try Evaluation(archive: result.archive())
    #expect(again.digest == result.digest)
    #expect(again.json() == result.json() && again.csv() == result.csv())
    #expect(again.items == result.items && again.leakage == result.leakage)
    #expect(again.version == result.version && again.statement == result.statement)
  }

  /// Probabilities of single precision, as networks give them, and seeds beyond what a double holds.
  @Test func numbersOfEverySizeComeBack() throws {
    var random = RandomStream(seed: 4, purpose: "archive")
    let items = (0..<500).map { index -> JudgedItem in
      let first = Double(Float(random.uniform(0...1)))
      let probabilities = index == 0 ? [1e-45, 1 - 0x1p-53] : [first, Double(1 - Float(first))]
      return JudgedItem(
        name: "\(index) \"ü\"\n", item: "\(index)", track: "t", artist: index % 2 == 0 ? nil : "a",
        label: "x",
        predicted: "y", probabilities: probabilities, fold: 0, repeat: 0,
        sharing: index % 3 == 0 ? [.track, .duplicate] : [])
    }
    let result = try Evaluation(
      kind: .holdout, statement: "a / b", seed: .max, data: Digest.build { $0.append(1) },
      genres: ["x", "y"],
      rounds: [FoldRecord(repeat: 0, fold: 0, train: 3, epochs: 2)], items: items, knowsTraining: false,
      flaws: [.carriedWeights], chosen: ["lr 0.1"], version: "0.0.1")
    let again = try Evaluation(archive: result.archive())
    #expect(again.items == items && again.seed == .max && again.version == "0.0.1")
    #expect(again.digest == result.digest && again.leakage == nil)
    #expect(again.flaws == [.carriedWeights] && again.chosen == ["lr 0.1"])
  }

  @Test func whetherABaselineStandsBesideItIsKept() throws {
    var result = try randomEvaluation(1)
    let other = try randomEvaluation(2)
    let baseline = Baseline { _ in other }
    #expect(try Evaluation(archive: result.archive(), baseline: baseline).baseline == nil)
    result.baseline = baseline
    let again = try Evaluation(archive: result.archive(), baseline: baseline)
    #expect(try again.baseline?.result(work: Work()).digest == other.digest)
  }

  @Test func anotherTextIsRefused() {
    #expect(throws: Failure.self) { try Evaluation(archive: "{}") }
  }
}
