/// Harmonic mean of precision and recall.
public struct MacroF1: GenreMetric {
  public let name = "f1"
  public let words = "F1"
  public let meaning = "harmonic mean of a genre's precision and recall; the mean over genres"
  public let places: MetricPlaces = [.table, .json, .field, .record]
  /// The metric; it has no settings.
  public init() {}

  public func value(of genre: GenreCounts) -> Double {
    share(2 * genre.right, of: genre.predicted + genre.support)
  }
}
