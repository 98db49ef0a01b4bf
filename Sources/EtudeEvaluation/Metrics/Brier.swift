/// Mean squared distance of the probabilities from the truth, summed over genres (Brier 1950): 0 … 2.
public struct Brier: Metric {
  public let name = "brier"
  public let words = "Brier score"
  public let meaning = "mean squared distance of the probabilities from the truth, summed over genres: 0 to 2"
  public let places: MetricPlaces = [.json, .field]
  /// The metric; it has no settings.
  public init() {}

  public func value(of judged: JudgedItems) -> Double? {
    var distance = 0.0
    for (item, label) in zip(judged.items, judged.labels) {
      for (genre, probability) in item.probabilities.enumerated() {
        let difference = probability - (genre == label ? 1 : 0)
        // One sum over all, whose rounding is that of every record so far.
        distance += difference * difference
      }
    }
    return distance / Double(judged.items.count)
  }
}
