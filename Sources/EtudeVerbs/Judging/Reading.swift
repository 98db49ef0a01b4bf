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
    let baseline = try result.baseline?.result(work: call.environment.work)
    return .object(
      TableValue(
        table: Report(result, baseline: baseline).table, drawing: .result(result), data: result.data))
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

  static let compare = Verb(
    "compare", "differences between results on the same folds, corrected t-test, interval", section: .judging,
    operands: [Operand("results", .result, .many, help: "two results or more, or a list of them")],
    result: .type(.kind(.table)),
    examples: ["compare a b", "compare (crossval net mels lr: [1e-2, 1e-3])", "compare [cnn: a, gru: b]"]
  ) { call in
    let named = call.labelledResults
    let comparison = try Comparison(named)
    return .object(
      TableValue(
        table: comparison.combined, drawing: .comparison(named.map { ($0.label, $0.result) }),
        data: named.first?.result.data))
  }
}

extension Comparison {
  /// The scores, with the differences as lines below them.
  fileprivate var combined: ScoreTable {
    let lines = differences.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return ScoreTable(columns: table.columns, rows: table.rows, notes: table.notes + [""] + lines)
  }
}
