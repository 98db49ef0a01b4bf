import EtudeCore

/// A number that says how good a judged result is: one file each, and a line in `Metrics`.
///
/// Fields of a result, reports, exports and the record of runs are made from what it declares here.
public protocol Metric: Sendable {
  /// Its key in JSON and in the record of runs, and the field of a result: `balanced_accuracy`.
  var name: String { get }
  /// What a report calls it: `balanced accuracy`.
  var words: String { get }
  /// What it says, in one line.
  var meaning: String { get }
  /// Where it appears; everywhere unless told.
  var places: MetricPlaces { get }
  /// The number; nil where it is not defined.
  func value(of judged: JudgedItems) -> Double?
  /// Why there is no number, for whoever asks for it where it is not defined.
  var absence: Failure { get }
  /// A value as a report shows it.
  func shown(_ value: Double) -> String
}

extension Metric {
  /// Everywhere, unless a metric says otherwise.
  public var places: MetricPlaces { .everywhere }
  /// That the result has none, unless a metric can say why.
  public var absence: Failure { Failure("this result has no \(words)") }
  /// Three decimals, unless a metric is shown otherwise.
  public func shown(_ value: Double) -> String { value.text(decimals: 3) }
}

/// A metric that judges each genre by itself, its value for all being the macro mean.
public protocol GenreMetric: Metric {
  /// The number for one genre.
  func value(of genre: GenreCounts) -> Double
}

extension GenreMetric {
  /// The mean over the genres.
  public func value(of judged: JudgedItems) -> Double? { mean(of: judged) }

  /// Mean over the genres that occur as a label or as a prediction, as scikit-learn's.
  public func mean(of judged: JudgedItems) -> Double {
    arithmeticMean(judged.confusion.genreCounts.filter { $0.support + $0.predicted > 0 }.map(value))
  }
}

/// Where a metric appears.
public struct MetricPlaces: OptionSet, Sendable {
  /// A bit for each place.
  public let rawValue: Int
  /// The places whose bits are set.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// A report's line of further scores.
  public static let line = MetricPlaces(rawValue: 1)
  /// A column of a report: shown for a metric of genres, and in its export for the others too.
  public static let table = MetricPlaces(rawValue: 2)
  /// A key of a result's JSON.
  public static let json = MetricPlaces(rawValue: 4)
  /// A field of a result, which `describe` lists.
  public static let field = MetricPlaces(rawValue: 8)
  /// The record of runs.
  public static let record = MetricPlaces(rawValue: 16)

  /// Wherever a metric can be shown.
  public static let everywhere: MetricPlaces = [.line, .table, .json, .field, .record]
}
