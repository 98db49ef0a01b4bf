import EtudeCore
import EtudeNetworks
import Testing

/// The classical classifiers against scikit-learn.
@Suite struct ClassifierGoldenTests {
  let file: GoldenFile
  let data: LabelledVectors
  let test: [[Float]]
  let classes = 3

  init() throws {
    file = try GoldenFile("classifiers")
    data = LabelledVectors(
      vectors: Self.rows(try #require(file.tensors["train"])),
      labels: try #require(file.tensors["train_labels"]).values.map { Int($0) }, classes: classes)
    test = Self.rows(try #require(file.tensors["test"]))
  }

  private static func rows(_ tensor: Tensor) -> [[Float]] {
    stride(from: 0, to: tensor.count, by: tensor.shape[1]).map {
      Array(tensor.values[$0..<$0 + tensor.shape[1]])
    }
  }

  private func machine(_ kernel: SVMKernel, _ cost: Double, stream: String = "svm") throws -> SupportVectors {
    try SupportVectors(data, cost: cost, kernel: kernel, stream: key(stream), work: Work(threads: 2))
  }

  @Test(arguments: [(SVMKernel.rbf, 1.0), (.rbf, 10), (.linear, 0.5), (.poly, 1)])
  func machinesGiveTheValuesOfSVC(_ kernel: SVMKernel, _ cost: Double) throws {
    let case_ = "svm-\(kernel.rawValue)-\(cost.shortest(decimals: 1))"
    let values = try test.flatMap { try machine(kernel, cost).values($0).map { Float($0) } }
    expectClose(values, try file.values(case_, "values"), absolute: 2e-3, relative: 2e-3, case_)
  }

  @Test(arguments: ["svm-rbf-1", "svm-rbf-10", "svm-linear-0.5", "svm-poly-1"])
  func probabilitiesAreCoupledAsInSVC(_ name: String) throws {
    let slopes = try file.values(name, "slopes")
    let offsets = try file.values(name, "offsets")
    let values = Self.rows(try file.tensor(name, "values"))
    let probabilities = values.flatMap { row -> [Float] in
      let shares = row.indices.map {
        PlattSigmoid(slope: Double(slopes[$0]), offset: Double(offsets[$0])).probability(Double(row[$0]))
      }
      let table = [
        [0, shares[0], shares[1]], [1 - shares[0], 0, shares[2]], [1 - shares[1], 1 - shares[2], 0],
      ]
      return coupledProbabilities(table).map { Float($0) }
    }
    expectClose(probabilities, try file.values(name, "probabilities"), absolute: 1e-4, relative: 0, name)
  }

  @Test func probabilitiesAreNearThoseOfOtherInnerFolds() throws {
    let machine = try machine(.rbf, 1)
    let own = test.flatMap { machine.probabilities($0) }
    let theirs = try file.values("svm-rbf-1", "probabilities")
    let distance = zip(own, theirs).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(own.count)
    #expect(distance < 0.05, "\(distance)")
  }

  /// Of three to six items a class, of which inner folds know little: what is said is what most machines decide.
  @Test func theGreatestProbabilityIsTheDecision() throws {
    var random = RandomStream(seed: 5, purpose: "few items")
    for trial in 0..<40 {
      let classes = 2 + random.below(3)
      let labels = (0..<classes).flatMap { Array(repeating: $0, count: 3 + random.below(4)) }
      let vectors = labels.map { label in
        (0..<8).map { _ in Float(random.uniform(-1...1)) + 0.4 * Float(label) }
      }
      let machine = try SupportVectors(
        LabelledVectors(vectors: vectors, labels: labels, classes: classes), cost: 1, kernel: .rbf,
        stream: key("few \(trial)"), work: Work(threads: 1))
      for vector in vectors {
        var values = machine.values(vector).makeIterator()
        var votes = [Int](repeating: 0, count: classes)
        for first in 0..<classes {
          for second in first + 1..<classes { votes[(values.next() ?? 0) > 0 ? first : second] += 1 }
        }
        let said = machine.probabilities(vector)
        #expect(said.firstIndex(of: said.max() ?? 0) == votes.firstIndex(of: votes.max() ?? 0))
      }
    }
  }

  @Test func innerFoldsFollowFromTheStream() throws {
    let first = try test.map { try machine(.rbf, 1).probabilities($0) }
    #expect(try test.map { try machine(.rbf, 1).probabilities($0) } == first)
    #expect(try test.map { try machine(.rbf, 1, stream: "other").probabilities($0) } != first)
  }

  @Test(arguments: [1, 5, 8]) func neighboursVoteAsInKNeighborsClassifier(_ neighbours: Int) throws {
    let classifier = try NearestNeighbours(data, neighbours: neighbours)
    expectClose(
      test.flatMap { classifier.probabilities($0) }, try file.values("knn-\(neighbours)", "probabilities"),
      absolute: 1e-6, relative: 0, "\(neighbours) neighbours")
  }

  @Test func theForestLiesWithinTheSpreadOfExtraTrees() throws {
    let forest = try ExtraTrees(data, trees: 300, stream: key("forest"), work: Work(threads: 2))
    let mean = try file.values("forest", "mean")
    let deviation = try file.values("forest", "deviation")
    let own = test.flatMap { forest.probabilities($0) }
    // Of 90 numbers that are drawn alike hardly one lies farther out than four deviations.
    let far = own.indices.count { abs(own[$0] - mean[$0]) > 4 * deviation[$0] + 0.005 }
    #expect(far <= 1)
    let scores = own.indices.map { Double(own[$0] - mean[$0]) / Double(max(deviation[$0], 1e-3)) }
    #expect(scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count) < 2)
    let again = try ExtraTrees(data, trees: 300, stream: key("forest"), work: Work(threads: 1))
    #expect(test.flatMap { again.probabilities($0) } == own)
  }

  @Test func fewerItemsThanNeighboursAreRefused() throws {
    let few = LabelledVectors(vectors: [[1], [2]], labels: [0, 1], classes: 2)
    #expect(failure { _ = try NearestNeighbours(few, neighbours: 3) }?.cause.contains("3 neighbours") == true)
  }
}
