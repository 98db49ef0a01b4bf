/// Share of items whose genre is the predicted one or the most probable of the others; of equals, the one listed first.
public struct TopTwo: Metric {
  public let name = "top_two"
  public let words = "among the first two"
  public let meaning = "share of items whose genre is the predicted one or the most probable of the others"
  public let places: MetricPlaces = [.line, .json, .field, .record]
  /// The metric; it has no settings.
  public init() {}

  public func value(of judged: JudgedItems) -> Double? {
    judged.mean { probabilities, label, prediction in
      if prediction == label { return 1 }
      let own = probabilities[label]
      let isSecond = !probabilities.indices.contains {
        $0 != prediction && (probabilities[$0] > own || (probabilities[$0] == own && $0 < label))
      }
      return isSecond ? 1 : 0
    }
  }
}
