/// Mean of |accuracy − confidence| over bins, weighted by count (Naeini et al. 2015).
public struct CalibrationError: Metric {
  public let name = "calibration_error"
  public let words = "calibration error"
  public let meaning = "mean distance of confidence and accuracy over ten bins of confidence"
  public let places: MetricPlaces = [.line, .json, .field, .record]
  /// The metric; it has no settings.
  public init() {}

  public func value(of judged: JudgedItems) -> Double? {
    let count = Double(judged.items.count)
    return judged.calibration.reduce(0) {
      $0 + abs($1.accuracy - $1.confidence) * Double($1.count) / count
    }
  }
}
