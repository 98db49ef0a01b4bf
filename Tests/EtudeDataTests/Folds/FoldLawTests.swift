import EtudeCore
import EtudeData
import Testing

/// What holds of every fold plan, tried on random datasets.
@Suite struct FoldLawTests {
  static let cases: [(Int, FoldPlan.Split, Grouping)] = (0..<24).flatMap { number in
    FoldPlan.Split.allCases.flatMap { split in Grouping.allCases.map { (number, split, $0) } }
  }

  @Test func plansPartitionAndKeepGroupsWhole() throws {
    var made = 0
    for (number, split, by) in Self.cases {
      let dataset = Made.random(number)
      guard
        let plan = try? FoldPlan.make(
          dataset, count: 2 + number % 5, split: split, by: by, repeats: 2, seed: UInt64(number))
      else { continue }
      made += 1
      let groups = dataset.groups(by: by)
      for round in 0..<plan.repeats {
        var tested = [Int](repeating: 0, count: dataset.count)
        for fold in 0..<plan.count {
          let test = plan.test(repeat: round, fold: fold)
          let training = plan.training(repeat: round, fold: fold)
          #expect(!test.isEmpty)
          #expect((test + training).sorted() == Array(0..<dataset.count))
          #expect(Set(test.map { groups[$0] }).isDisjoint(with: training.map { groups[$0] }))
          for item in test { tested[item] += 1 }
        }
        #expect(tested.allSatisfy { $0 == 1 })
      }
    }
    #expect(made > Self.cases.count * 3 / 4)
  }

  @Test func ungroupedSizesAreWithinOne() throws {
    for number in 0..<30 {
      let dataset = Made.random(number)
      for split in [FoldPlan.Split.plain, .stratified] {
        let plan = try FoldPlan.make(
          dataset, count: 3 + number % 2, split: split, by: .segment, seed: UInt64(number))
        let sizes = (0..<plan.count).map { plan.test(repeat: 0, fold: $0).count }
        #expect(try #require(sizes.max()) - #require(sizes.min()) <= 1)
        guard split == .stratified else { continue }
        for genre in plan.genres.indices {
          let counts = plan.counts().map { $0[genre] }
          #expect(try #require(counts.max()) - #require(counts.min()) <= 1)
        }
      }
    }
  }

  /// Where groups have one genre each, a genre's counts in two folds differ by its largest group at most.
  @Test func stratifiedGroupsAreAsEvenAsWholeGroupsAllow() throws {
    for number in 0..<30 {
      let dataset = Made.random(number)
      let plan = try FoldPlan.make(dataset, count: 3, by: .track, seed: UInt64(number))
      for (genre, name) in plan.genres.enumerated() {
        let counts = plan.counts().map { $0[genre] }
        let sizes = Dictionary(grouping: dataset.clips.filter { $0.label == name }, by: \.track).values.map(
          \.count)
        #expect(try #require(counts.max()) - #require(counts.min()) <= #require(sizes.max()))
      }
    }
  }

  @Test func leaveOneOutHasAFoldForEachGroup() throws {
    let dataset = Made.random(3)
    let plan = try FoldPlan.make(dataset, split: .leaveOneOut, by: .artist, seed: 0)
    #expect(plan.count == Set(dataset.groups(by: .artist)).count)
    for fold in 0..<plan.count {
      #expect(Set(plan.test(repeat: 0, fold: fold).map { plan.groups[$0] }).count == 1)
    }
  }

  @Test func innerPlansNeverSeeTheOuterTestPart() throws {
    let dataset = Made.random(7)
    let plan = try FoldPlan.make(dataset, count: 4, by: .track, seed: 1)
    for fold in 0..<plan.count {
      let inner = try plan.inner(repeat: 0, fold: fold, count: 3, seed: 1)
      let outer = plan.training(repeat: 0, fold: fold)
      for innerFold in 0..<inner.count {
        let test = inner.test(repeat: 0, fold: innerFold)
        let training = inner.training(repeat: 0, fold: innerFold)
        #expect((test + training).sorted() == outer)
        #expect(Set(test.map { plan.groups[$0] }).isDisjoint(with: training.map { plan.groups[$0] }))
      }
    }
  }

  @Test func plansFollowFromSeedAndData() throws {
    let dataset = Made.random(2)
    let plan = try FoldPlan.make(dataset, count: 4, repeats: 3, seed: 5)
    #expect(try FoldPlan.make(dataset, count: 4, repeats: 3, seed: 5) == plan)
    #expect(try FoldPlan.make(dataset, count: 4, repeats: 3, seed: 6).foldOf != plan.foldOf)
    #expect(plan.foldOf[0] != plan.foldOf[1] && plan.foldOf[1] != plan.foldOf[2])
    let other = dataset.relabelled { $0.name == dataset.names[0] ? "other" : $0.label }
    #expect(try FoldPlan.make(other, count: 4, repeats: 3, seed: 5).key != plan.key)
  }

  @Test func excludedClipsTakeNoPart() throws {
    let plan = try FoldPlan.make(Made.dataset([10, 10]), count: 5, seed: 0)
    let less = plan.excluding([3, 11])
    for fold in 0..<5 {
      #expect(
        less.test(repeat: 0, fold: fold) == plan.test(repeat: 0, fold: fold).filter { $0 != 3 && $0 != 11 })
      #expect(
        less.training(repeat: 0, fold: fold)
          == plan.training(repeat: 0, fold: fold).filter { $0 != 3 && $0 != 11 })
    }
    #expect(less.key != plan.key)
  }
}
