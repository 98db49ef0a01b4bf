/// Of the items of a genre, the share that was found.
public struct MacroRecall: GenreMetric {
  public let name = "recall"
  public let words = "recall"
  public let meaning = "of the items of a genre, the share that was found; the mean over genres"
  public let places: MetricPlaces = [.table, .json, .field]
  /// The metric; it has no settings.
  public init() {}

  public func value(of genre: GenreCounts) -> Double { share(genre.right, of: genre.support) }
}
