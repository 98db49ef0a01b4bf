/// Precision, recall, F1 and support a genre, with their means, as scikit-learn's `classification_report`.
///
/// What would be a division by zero is 0 (`zero_division=0`). Means go over the genres that occur as a label or as a
/// prediction, as scikit-learn's do.
public struct GenreScores: Sendable, Hashable {
  public struct Row: Sendable, Hashable {
    public let genre: String
    /// Of the items predicted as this genre, the share that is.
    public let precision: Double
    /// Of the items of this genre, the share that was found.
    public let recall: Double
    /// Harmonic mean of precision and recall.
    public let f1: Double
    /// Items of this genre.
    public let support: Int
  }

  /// A row a genre, in the order of genres.
  public let rows: [Row]
  /// Macro mean.
  public let precision: Double
  /// Macro mean.
  public let recall: Double
  /// Macro mean.
  public let f1: Double
  /// Mean recall over genres that have items.
  public let balancedAccuracy: Double
  /// The F1 scores' mean, each weighted by its genre's support.
  public let weightedF1: Double

  public init(_ confusion: ConfusionMatrix) {
    let support = confusion.support
    let predicted = confusion.predicted
    func ratio(_ numerator: Int, _ denominator: Int) -> Double {
      denominator == 0 ? 0 : Double(numerator) / Double(denominator)
    }
    let rows = confusion.genres.indices.map { genre in
      let right = confusion.counts[genre][genre]
      return Row(
        genre: confusion.genres[genre], precision: ratio(right, predicted[genre]),
        recall: ratio(right, support[genre]), f1: ratio(2 * right, predicted[genre] + support[genre]),
        support: support[genre])
    }
    self.rows = rows
    let occurring = rows.indices.filter { support[$0] + predicted[$0] > 0 }.map { rows[$0] }
    precision = arithmeticMean(occurring.map(\.precision))
    recall = arithmeticMean(occurring.map(\.recall))
    f1 = arithmeticMean(occurring.map(\.f1))
    balancedAccuracy = arithmeticMean(rows.filter { $0.support > 0 }.map(\.recall))
    let total = confusion.total
    weightedF1 =
      total == 0 ? 0 : rows.reduce(0) { $0 + $1.f1 * Double($1.support) } / Double(total)
  }
}
