/// All metrics there are beside the accuracy, which is a mean over folds: a line each, in the order in which they are shown.
public enum Metrics {
  /// All metrics, in the order in which they are shown.
  public static let all: [any Metric] = [
    MacroPrecision(),
    MacroRecall(),
    MacroF1(),
    BalancedAccuracy(),
    WeightedF1(),
    TopTwo(),
    LogLoss(),
    Brier(),
    CalibrationError(),
  ]

  /// Those that appear in a place.
  public static func shown(in place: MetricPlaces) -> [any Metric] {
    all.filter { $0.places.contains(place) }
  }
}
