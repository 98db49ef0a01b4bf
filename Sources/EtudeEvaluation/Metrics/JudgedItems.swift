import EtudeCore

/// What metrics are computed from: test items with their probabilities, checked and counted by genre.
public struct JudgedItems: Sendable {
  /// The items that were judged.
  public let items: [JudgedItem]
  /// The genres, in the order of class numbers.
  public let genres: [String]
  /// Each item's label, as its position among the genres.
  public let labels: [Int]
  /// Each item's prediction, as its position among the genres.
  public let predictions: [Int]
  /// Whether probabilities are shares of votes, where one that nobody gave is no certainty.
  public let hasVotes: Bool
  /// Items by true and predicted genre.
  public let confusion: ConfusionMatrix

  /// - Throws: `Failure` if a genre is named that is not among `genres`, or an item's probabilities are not one finite
  ///   number a genre.
  public init(_ items: [JudgedItem], genres: [String], hasVotes: Bool = false) throws {
    self.items = items
    self.genres = genres
    self.hasVotes = hasVotes
    confusion = try ConfusionMatrix(of: items, genres: genres)
    for item in items
    where item.probabilities.count != genres.count || !item.probabilities.allSatisfy(\.isFinite) {
      throw Failure(
        "the probabilities of \(item.name) are not \(genres.count) finite numbers",
        fix: "train with a smaller lr: the network's weights have overflowed")
    }
    let places = try placesByName(genres)
    labels = try items.map { try place(of: $0.label, in: places) }
    predictions = try items.map { try place(of: $0.predicted, in: places) }
  }

  /// Arithmetic mean over items.
  func mean(_ score: (_ probabilities: [Double], _ label: Int, _ prediction: Int) -> Double) -> Double {
    let sum = items.indices.reduce(0) {
      $0 + score(items[$1].probabilities, labels[$1], predictions[$1])
    }
    return sum / Double(items.count)
  }
}
