/// Of the items predicted as a genre, the share that is.
public struct MacroPrecision: GenreMetric {
  public let name = "precision"
  public let words = "precision"
  public let meaning = "of the items predicted as a genre, the share that is; the mean over genres"
  public let places: MetricPlaces = [.table, .json, .field]
  /// The metric; it has no settings.
  public init() {}

  public func value(of genre: GenreCounts) -> Double { share(genre.right, of: genre.predicted) }
}
