/// The F1 scores' mean, each weighted by its genre's support.
public struct WeightedF1: Metric {
  public let name = "weighted_f1"
  public let words = "weighted F1"
  public let meaning = "mean of the genres' F1, each weighted by its number of items"
  /// For Swift programs; where genres are about as frequent as each other it says what the macro mean does.
  public let places: MetricPlaces = []
  /// The metric; it has no settings.
  public init() {}

  public func value(of judged: JudgedItems) -> Double? {
    let total = judged.confusion.total
    let sum = judged.confusion.genreCounts.reduce(0) { $0 + MacroF1().value(of: $1) * Double($1.support) }
    return total == 0 ? 0 : sum / Double(total)
  }
}
