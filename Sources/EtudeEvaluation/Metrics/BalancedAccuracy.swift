/// Mean recall over the genres that have items.
public struct BalancedAccuracy: Metric {
  public let name = "balanced_accuracy"
  public let words = "balanced accuracy"
  public let meaning = "mean recall over the genres that have items, however many each has"
  public let places: MetricPlaces = [.line, .json, .field, .record]
  /// The metric; it has no settings.
  public init() {}

  public func value(of judged: JudgedItems) -> Double? {
    arithmeticMean(judged.confusion.genreCounts.filter { $0.support > 0 }.map(MacroRecall().value))
  }
}
