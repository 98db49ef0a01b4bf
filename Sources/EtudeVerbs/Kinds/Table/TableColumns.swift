import EtudeData
import EtudeEvaluation
import EtudeLanguage

/// The columns of a table that its verb always gives, known before anything runs: fields of its rows.
struct TableColumns: ElementFields {
  let elementFields: [(name: String, type: ValueType)]

  /// - Parameter texts: the columns that hold words; all others hold numbers.
  init(_ names: [String], texts: Set<String> = []) {
    elementFields = names.map { ($0, texts.contains($0) ? .text : .number) }
  }

  var names: [String] { elementFields.map(\.name) }

  /// Of a report: a column a metric.
  static let report: TableColumns = {
    let metrics = Metrics.shown(in: .table)
    let ofGenres = metrics.filter { $0 is any GenreMetric }.map(\.name)
    let ofAll = metrics.filter { !($0 is any GenreMetric) }.map(\.name)
    return TableColumns(["genre"] + ofGenres + ["support"] + ofAll, texts: ["genre"])
  }()

  static let comparison = TableColumns(Comparison.columns, texts: ["result"])
  static let learningCurve = TableColumns(LearningCurve.columns)
  static let waterfall = TableColumns(Waterfall.columns, texts: ["step"])
  static let calibration = TableColumns(["from", "to", "items", "confidence", "accuracy"])

  static let audit = TableColumns(
    ["finding", "clips", "genres", "detail"], texts: ["finding", "clips", "genres", "detail"])

  /// Of descriptors: the columns of the feature table published with GTZAN, after a clip's name, label and groups.
  static let descriptors: TableColumns = {
    let texts = ["name", "label", "track", "artist"]
    return TableColumns(texts + ["length"] + DescriptorTable.columns, texts: Set(texts))
  }()

  /// The scores that a row of the record of runs has: the accuracy with its interval, and the metrics.
  static let scoresOfRuns = ["accuracy", "from", "to"] + Metrics.shown(in: .record).map(\.name)

  /// Of the record of runs.
  static let runs: TableColumns = {
    let numbers = ["run"] + scoresOfRuns + ["threads", "seconds", "repeats"]
    let names =
      ["run", "when", "verb", "statement", "label", "resolved", "state", "valid"] + scoresOfRuns
      + [
        "seed", "data", "model", "digest", "version", "machine", "threads", "seconds", "repeats", "cause",
      ]
    return TableColumns(names, texts: Set(names).subtracting(numbers))
  }()
}

extension ResultRule {
  /// A table whose columns are always these.
  static func table(
    _ columns: TableColumns, _ check: @escaping @Sendable (StaticCall) throws -> Void = { _ in }
  ) -> Self {
    .noted(.kind(.table)) { call in
      try check(call)
      return columns
    }
  }
}
