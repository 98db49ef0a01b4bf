import EtudeCore
import EtudeData
import Testing

@Suite struct DivisionTests {
  @Test func partitionsAndKeepsGroupsWhole() throws {
    for number in 0..<24 {
      let dataset = Made.random(number)
      for split in [FoldPlan.Split.stratified, .plain] {
        for by in Grouping.allCases {
          let division = try Division.make(dataset, share: 0.3, split: split, by: by, seed: UInt64(number))
          #expect((division.test + division.training).sorted() == Array(0..<dataset.count))
          let groups = dataset.groups(by: by)
          #expect(
            Set(division.test.map { groups[$0] }).isDisjoint(with: division.training.map { groups[$0] }))
          let sizes = Dictionary(grouping: groups, by: { $0 }).values.map(\.count)
          let tolerance = Double(
            try #require(sizes.max()) * (split == .stratified ? dataset.genres.count : 1))
          #expect(abs(Double(division.test.count) - 0.3 * Double(dataset.count)) <= tolerance)
        }
      }
    }
  }

  @Test func stratifiedSharesAreExact() throws {
    let dataset = Made.dataset([50, 30, 20])
    let division = try Division.make(dataset, share: 0.2, seed: 0)
    #expect(dataset.subset(division.test).countsPerGenre == [10, 6, 4])
    let uneven = try Division.make(Made.dataset([7, 7, 7, 7, 7, 7, 7, 7, 7, 7]), share: 0.2, seed: 0)
    #expect(uneven.test.count == 14)
    #expect(uneven.warnings.isEmpty)
  }

  @Test func followsFromSeedDataAndPurpose() throws {
    let dataset = Made.dataset([40, 40])
    let division = try Division.make(dataset, share: 0.25, seed: 3)
    #expect(try Division.make(dataset, share: 0.25, seed: 3) == division)
    #expect(try Division.make(dataset, share: 0.25, seed: 4) != division)
    #expect(try Division.make(dataset, share: 0.25, seed: 3, purpose: "validation") != division)
  }

  @Test func partsOfPartsStayInside() throws {
    let dataset = Made.random(5)
    let part = Array(stride(from: 1, to: dataset.count, by: 2))
    let division = try Division.make(
      dataset, of: part, share: 0.2, by: .track, seed: 0, purpose: "validation")
    #expect((division.test + division.training).sorted() == part)
  }

  @Test func twoLargeGroupsStillDivide() throws {
    let clips = (0..<20).map { Made.clip("c\($0)", "x", artist: $0 < 12 ? "long" : "short") }
    for split in [FoldPlan.Split.stratified, .plain] {
      let division = try Division.make(Dataset(clips), share: 0.1, split: split, by: .artist, seed: 0)
      #expect(division.test == Array(12..<20))
    }
  }

  @Test func warnsOfGenresOnOneSide() throws {
    let division = try Division.make(Made.dataset([20, 1]), share: 0.2, seed: 0)
    #expect(division.warnings == ["b is not in the test part"])
    let more = try Division.make(Made.dataset([20, 1, 1, 20, 1]), share: 0.2, seed: 0)
    #expect(more.warnings == ["e is in the test part only", "2 genres are not in the test part: b, c"])
  }

  @Test(arguments: [0, 1, -0.5, 1.5, .nan]) func refusesSharesThatLeaveASideEmpty(share: Double) {
    #expect(throws: Failure.self) { try Division.make(Made.dataset([5, 5]), share: share, seed: 0) }
  }

  @Test func refusesOneGroup() {
    #expect(throws: Failure.self) { try Division.make(Made.dataset([1]), share: 0.5, seed: 0) }
  }
}
