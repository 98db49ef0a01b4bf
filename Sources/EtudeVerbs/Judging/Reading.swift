import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let report = Verb(
    "report", "precision, recall, F1, support per genre; accuracy with its interval; leakage; baseline",
    section: .judging, operands: [Operand("result", .result)], result: .type(.kind(.table)),
    examples: ["report cv", "export (report cv) to: \"report.csv\""]
  ) { call in
    let result = try call.object("result", as: ResultValue.self).result
    let baseline = try result.baselineOutcome(work: call.environment.work)
    let report = Report(result, baseline: baseline)
    return .object(
      TableValue(table: report.table, drawing: .result(result), brief: report.shownTable, data: result.data))
  }

  static let confusion = Verb(
    "confusion", "the matrix: rows true, columns predicted", section: .judging,
    operands: [Operand("result", .result)],
    options: [Option("normalize", .flag, standard: .flag(false), help: "each row as shares of its items")],
    result: .type(.kind(.table)), examples: ["plot (confusion cv) to: \"confusion.png\""]
  ) { call in
    let result = try call.object("result", as: ResultValue.self).result
    return .object(TableValue(confusion: result, shares: call.flag("normalize")))
  }

  static let calibration = Verb(
    "calibration", "how often a network is right when it is so sure, in ten bins", section: .judging,
    operands: [Operand("result", .result)], result: .type(.kind(.table)),
    examples: ["calibration cv", "plot (calibration cv) to: \"calibration.png\""]
  ) { call in
    .object(TableValue(calibration: try call.object("result", as: ResultValue.self).result))
  }

  static let compare = Verb(
    "compare", "differences between results on the same folds, corrected t-test, interval", section: .judging,
    operands: [Operand("results", .result, .many, help: "two results or more, or a list of them")],
    result: .checked(.kind(.table)) { call in
      try call.checkSeveral(
        "results",
        Failure("one result has nothing to be compared with", fix: "give two or more: compare a b")
      ) { label in
        Failure("two results are called '\(label)'", fix: "label them: compare [first: a, second: b]")
      }
    },
    examples: ["compare a b", "compare (crossval net mels lr: [1e-2, 1e-3])", "compare [cnn: a, gru: b]"]
  ) { call in
    let named = call.labelledResults
    // Where one has none, it is the baseline itself and stands among them.
    let hasBaseline = named.allSatisfy { $0.result.baseline != nil }
    let baseline =
      hasBaseline ? try named.first?.result.baseline?.outcome(work: call.environment.work) : nil
    let comparison = try Comparison(named, baseline: baseline)
    return .object(
      TableValue(
        table: comparison.combined, drawing: .comparison(comparison),
        data: named.first?.result.data))
  }
}

extension TableValue {
  /// A row a bin that has items: from where to where, how many, how sure, how often right.
  fileprivate init(calibration result: Evaluation) {
    let error = CalibrationError().value(of: result.judged) ?? 0
    let rows = result.judged.calibration.map { bin -> [ScoreTable.Cell] in
      [.share(bin.lower), .share(bin.upper), .count(bin.count), .share(bin.confidence), .share(bin.accuracy)]
    }
    self.init(
      table: ScoreTable(
        columns: ["from", "to", "items", "confidence", "accuracy"], rows: rows,
        notes: [
          "calibration error \(error.text(decimals: 3)): "
            + "the mean distance of confidence and accuracy"
        ]
      ).stamped(result.stamp), drawing: .calibration(result), data: result.data)
  }
}

extension Comparison {
  /// The scores, with the differences as lines below them.
  fileprivate var combined: ScoreTable {
    let lines = differences.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return ScoreTable(columns: table.columns, rows: table.rows, notes: table.notes + [""] + lines)
  }
}
