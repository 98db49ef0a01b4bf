import EtudeCore
import EtudeData
import Testing

/// What is refused and what is warned of.
@Suite struct FoldLimitTests {
  private func failure(_ body: () throws -> Void) -> Failure? {
    do {
      try body()
      return nil
    } catch {
      return error as? Failure
    }
  }

  @Test func moreFoldsThanAnyGenreHasIsAnError() throws {
    let failure = failure { _ = try FoldPlan.make(Made.dataset([4, 6]), count: 7, by: .item, seed: 0) }
    #expect(failure?.cause == "no genre has 7 items for 7 folds: the largest has 6")
    #expect(failure?.fix == "ask for at most 6 folds")
  }

  @Test func moreFoldsThanTheSmallestGenreHasIsAWarning() throws {
    let plan = try FoldPlan.make(Made.dataset([4, 6]), count: 5, by: .item, seed: 0)
    let warning = try #require(plan.warnings.first)
    #expect(plan.warnings.count == 1)
    #expect(warning.hasPrefix("fewer items than the 5 folds: a 4 items, clips tested per fold "))
    #expect(warning.hasSuffix("; at most 4 folds test every genre in each"))
    #expect(try FoldPlan.make(Made.dataset([4, 6]), count: 4, seed: 0).warnings.isEmpty)
  }

  @Test func aGenreThatIsTestedWithNothingToLearnFromIsAWarning() throws {
    // Genre y has one artist: whatever the fold, it learns nothing of y.
    let clips = (0..<8).map { Made.clip("x\($0)", "x", artist: "x\($0 / 2)") }
    let dataset = Dataset(clips + (0..<3).map { Made.clip("y\($0)", "y", artist: "y") })
    let each = try FoldPlan.make(dataset, split: .leaveOneOut, by: .artist, seed: 0)
    #expect(each.warnings == ["tested where there is nothing to learn it from: y in 1 of 5 folds"])
    let plain = try FoldPlan.make(dataset, count: 3, split: .plain, by: .artist, repeats: 2, seed: 0)
    #expect(plain.warnings == ["tested where there is nothing to learn it from: y in 2 of 6 folds"])
    let stratified = try FoldPlan.make(dataset, count: 2, by: .artist, seed: 0)
    #expect(stratified.warnings.last == "tested where there is nothing to learn it from: y in 1 of 2 folds")
    #expect(try FoldPlan.make(dataset, split: .leaveOneOut, seed: 0).warnings.isEmpty)
  }

  @Test func moreFoldsThanGroupsIsAnError() {
    let failure = failure {
      _ = try FoldPlan.make(Made.dataset([3, 2]), count: 6, split: .plain, by: .item, seed: 0)
    }
    #expect(failure?.cause == "6 folds of 5 items leave some folds empty")
  }

  @Test func nothingToDivide() {
    #expect(
      failure { _ = try FoldPlan.make(Dataset([]), seed: 0) }?.cause.hasPrefix("there is nothing") == true)
    let one = Dataset([Made.clip("a", "x", artist: "B"), Made.clip("b", "x", artist: "B")])
    #expect(
      failure { _ = try FoldPlan.make(one, count: 2, by: .artist, seed: 0) }?.cause
        == "all clips belong to one artist")
    #expect(failure { _ = try FoldPlan.make(Made.dataset([5]), count: 1, seed: 0) } != nil)
    #expect(failure { _ = try FoldPlan.make(Made.dataset([5]), count: 2, repeats: 0, seed: 0) } != nil)
  }

  @Test func unreadableAndUnlabelledClipsTakeNoPart() throws {
    var clips = Made.dataset([6, 6]).clips
    clips[2].problem = "not sound"
    clips[7].label = nil
    let plan = try FoldPlan.make(Dataset(clips), count: 3, seed: 0)
    #expect(plan.foldOf[0][2] == -1 && plan.foldOf[0][7] == -1)
    #expect(plan.foldOf[0].filter { $0 >= 0 }.count == 10)
    #expect(plan.warnings == ["1 unreadable clip left out", "1 clip without a label left out"])
  }

  @Test func anUnknownArtistIsItsTrackAndSaid() throws {
    let clips = (0..<8).map {
      Made.clip("c\($0)", "x", track: "t\($0 / 2)", artist: $0 < 4 ? "t\($0 / 2)" : nil)
    }
    let dataset = Dataset(clips)
    #expect(Set(dataset.groups(by: .artist)).count == 4)
    let plan = try FoldPlan.make(dataset, count: 2, by: .artist, seed: 0)
    #expect(plan.warnings == ["4 clips of 8 without an artist: the track stands in for it"])
  }
}
