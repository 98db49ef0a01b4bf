/// A mistake that flatters a recipe, made on purpose so that it can be seen at work. What comes of it is INVALID.
public enum DeliberateFlaw: String, Sendable, Hashable, Codable, CaseIterable {
  /// Each fold goes on from the weights of the fold before it, which has trained on what is tested now.
  case carriedWeights
  /// Of all epochs that one is judged whose network did best on the test fold.
  case epochChosenOnTest

  /// What was done, for the stamp.
  public var words: String {
    switch self {
    case .carriedWeights: "weights were carried from fold to fold"
    case .epochChosenOnTest: "the epoch was chosen on the test fold"
    }
  }

  /// The word and the reasons; nil for an honest result.
  public static func stamp(_ flaws: some Collection<DeliberateFlaw>) -> String? {
    flaws.isEmpty ? nil : "INVALID: " + words(of: flaws)
  }

  /// The reasons alone.
  static func words(of flaws: some Collection<DeliberateFlaw>) -> String {
    flaws.map(\.words).joined(separator: "; ")
  }
}

extension Evaluation {
  /// `INVALID` and why; nil for an honest result.
  public var stamp: String? { DeliberateFlaw.stamp(flaws) }

  /// A name for this result that does not hide what it is.
  public func stamped(_ name: String) -> String { stamp == nil ? name : name + " (INVALID)" }
}

extension ScoreTable {
  /// The table with the stamp in every row and the reasons below, so that no copy of it looks honest.
  public func stamped(_ stamp: String?) -> ScoreTable {
    guard let stamp else { return self }
    return ScoreTable(
      columns: columns + ["valid"], rows: rows.map { $0 + [.text("INVALID")] }, notes: [stamp] + notes)
  }
}
