import EtudeCore

/// How many folds a dataset bears.
enum FoldLimits {
  /// Throws if the folds asked for cannot be made at all.
  ///
  /// - Parameter noun: what the folds are called, so that it is known which of two kinds are meant.
  static func check(
    _ items: DivisibleItems, folds: Int, split: FoldPlan.Split, called noun: String = "folds"
  ) throws {
    guard items.count > 0 else {
      throw Failure(
        "there is nothing to divide: no readable clip has a label", fix: "load a labelled dataset")
    }
    guard items.groupCount >= 2 else {
      throw Failure(
        "all clips belong to one \(items.groupNoun)", fix: "divide by: something there are more of")
    }
    guard folds >= 2 else {
      throw Failure("a plan needs at least two \(noun)", fix: "ask for 2 \(noun) or more")
    }
    let inGenre = items.groupsPerGenre.max() ?? 0
    let most = split == .stratified ? min(items.groupCount, inGenre) : items.groupCount
    let fewer = "ask for at most \(max(most, items.groupCount)) \(noun)"
    let fix =
      most >= 2
      ? "ask for at most \(most) \(noun)"
      : "write split: \"plain\"" + (folds > items.groupCount ? " and \(fewer)" : "")
    guard folds <= items.groupCount else {
      throw Failure(
        "\(folds) \(noun) of \(counted(items.groupCount, items.groupNoun)) leave some folds empty", fix: fix)
    }
    guard folds <= most else {
      throw Failure(
        "no genre has \(folds) \(items.groupNoun)s for \(folds) \(noun): the largest has \(inGenre)", fix: fix
      )
    }
  }

  /// Warns of genres that not every fold can test, or that some fold tests with nothing to learn from.
  static func warnings(_ items: DivisibleItems, plan: FoldPlan) -> [String] {
    fewGroups(items, plan: plan) + [unlearnt(plan)].compactMap(\.self)
  }

  /// Genres of which some fold tests all there is, with the number of such folds.
  private static func unlearnt(_ plan: FoldPlan) -> String? {
    var folds = [Int](repeating: 0, count: plan.genres.count)
    for round in 0..<plan.repeats {
      let counts = plan.counts(repeat: round)
      for genre in folds.indices {
        let all = counts.reduce(0) { $0 + $1[genre] }
        folds[genre] += counts.count { $0[genre] > 0 && $0[genre] == all }
      }
    }
    let all = plan.count * plan.repeats
    let lines = zip(plan.genres, folds).filter { $1 > 0 }.map { "\($0) in \($1) of \(all) folds" }
    return lines.isEmpty
      ? nil : "tested where there is nothing to learn it from: " + lines.joined(separator: ", ")
  }

  /// Genres that not every fold can test, with the counts and the largest number of folds that would do.
  private static func fewGroups(_ items: DivisibleItems, plan: FoldPlan) -> [String] {
    guard plan.split == .stratified else { return [] }
    let perGenre = items.groupsPerGenre
    let present = perGenre.indices.filter { perGenre[$0] > 0 }
    let short = present.filter { perGenre[$0] < plan.count }
    guard !short.isEmpty else { return [] }
    let counts = plan.counts()
    let lines = short.map { genre in
      let tested = counts.map { String($0[genre]) }.joined(separator: " ")
      return
        "\(plan.genres[genre]) \(counted(perGenre[genre], items.groupNoun)), clips tested per fold \(tested)"
    }
    let least = short.map { perGenre[$0] }.min() ?? 0
    let advice =
      least >= 2
      ? "at most \(least) folds test every genre in each"
      : "no number of folds tests every genre in each"
    return [
      "fewer \(items.groupNoun)s than the \(plan.count) folds: \(lines.joined(separator: "; ")); \(advice)"
    ]
  }
}
