import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let compare = Verb(
    "compare", "differences between results on the same folds, corrected t-test, interval", section: .judging,
    operands: [results],
    result: .table(.comparison) { call in
      try call.checkSeveral(
        results,
        Failure("one result has nothing to be compared with", fix: "give two or more: compare a b")
      ) { label in
        Failure("two results are called '\(label)'", fix: "label them: compare [first: a, second: b]")
      }
    },
    examples: ["compare a b", "compare (crossval net mels lr: [1e-2, 1e-3])", "compare [cnn: a, gru: b]"],
    isShownAgain: true
  ) { call in
    let named = try call[results].labelled
    // Where one has none, it is the baseline itself and stands among them.
    let hasBaseline = named.allSatisfy { $0.result.baseline != nil }
    let baseline =
      hasBaseline ? try named.first?.result.baseline?.outcome(work: call.environment.work) : nil
    let comparison = try Comparison(named, baseline: baseline)
    return .object(
      TableValue(
        table: comparison.combined, subject: comparison,
        data: named.first?.result.data))
  }

  private static let results = TypedOperand<[Labelled<ResultValue>]>(
    many: "results", .object(.result), help: "two results or more, or a list of them")
}

extension Comparison {
  /// The scores, with the differences as lines below them.
  fileprivate var combined: ScoreTable {
    let lines = differences.text().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return ScoreTable(columns: table.columns, rows: table.rows, notes: table.notes + [""] + lines)
  }
}
