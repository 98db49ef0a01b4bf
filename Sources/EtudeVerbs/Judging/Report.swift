import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let report = Verb(
    "report", "precision, recall, F1, support per genre; accuracy with its interval; leakage; baseline",
    section: .judging, operands: [Operands.result],
    result: .table(.report),
    examples: ["report cv", "export (report cv) to: \"report.csv\""], isShownAgain: true
  ) { call in
    let result = try call[Operands.result].result
    let baseline = try result.baselineOutcome(work: call.environment.work)
    let report = Report(result, baseline: baseline)
    return .object(
      TableValue(table: report.table, subject: result, brief: report.shownTable, data: result.data))
  }
}
