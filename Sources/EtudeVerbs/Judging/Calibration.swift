import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let calibration = Verb(
    "calibration", "how often a network is right when it is so sure, in ten bins", section: .judging,
    operands: [Operands.result], result: .table(.calibration),
    examples: ["calibration cv", "plot (calibration cv) to: \"calibration.png\""]
  ) { call in .object(TableValue(calibration: try call[Operands.result].result)) }
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
        columns: TableColumns.calibration.names, rows: rows,
        notes: [
          "calibration error \(error.text(decimals: 3)): "
            + "the mean distance of confidence and accuracy"
        ]
      ).stamped(result.stamp), subject: CalibrationSubject(result: result), data: result.data)
  }
}
