/// How often one genre was there, was predicted, and both.
public struct GenreCounts: Sendable, Hashable {
  /// Items of this genre that were found.
  public let right: Int
  /// Items of this genre.
  public let support: Int
  /// Items predicted as this genre.
  public let predicted: Int
}

extension ConfusionMatrix {
  /// The counts of each genre, in the order of genres.
  public var genreCounts: [GenreCounts] {
    zip(support, predicted).enumerated().map { genre, sums in
      GenreCounts(right: counts[genre][genre], support: sums.0, predicted: sums.1)
    }
  }
}

/// A share of counts; what would be a division by zero is 0, as scikit-learn's `zero_division=0`.
func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
