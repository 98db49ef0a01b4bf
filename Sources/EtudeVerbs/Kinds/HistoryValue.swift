import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudePictures

extension Kind {
  static let history = Kind("history")
}

/// Loss and accuracy, epoch by epoch.
struct HistoryValue: DeclaredValue {
  let history: History
  /// What was trained and on how much, for people.
  let origin: [String]

  static let declarations = [
    KindDeclaration(.history, "loss and accuracy, epoch by epoch", fields: fields, element: .kind(.epoch))
  ]

  static let fields: [Field<HistoryValue>] = [
    Field("epoch", .numbers) { .numbers($0.history.epoch) },
    Field("loss", .numbers) { .numbers($0.history.loss) },
    Field("accuracy", .numbers) { .numbers($0.history.accuracy) },
    Field("validation_loss", .numbers) { .numbers($0.history.validationLoss) },
    Field("validation_accuracy", .numbers) { .numbers($0.history.validationAccuracy) },
  ]

  var kind: Kind { .history }
  var count: Int? { history.epoch.count }

  var summary: String {
    var line = "history · \(history.epoch.count.of("epoch"))"
    if let loss = history.loss.last { line += " · loss \(Double(loss).text(decimals: 3))" }
    if let accuracy = history.accuracy.last { line += " · accuracy \(Double(accuracy).percent)" }
    if let accuracy = history.validationAccuracy.last { line += " · validation \(Double(accuracy).percent)" }
    return line
  }
}

extension History {
  /// The fields, a row an epoch.
  var table: ScoreTable {
    func cell(_ numbers: [Double], _ row: Int, _ cell: (Double) -> ScoreTable.Cell) -> ScoreTable.Cell {
      row < numbers.count ? cell(numbers[row]) : .empty
    }
    return ScoreTable(
      columns: ["epoch", "loss", "accuracy", "validation_loss", "validation_accuracy"],
      rows: epoch.indices.map { row in
        [
          .count(epoch[row]), cell(loss, row, { .number($0) }), cell(accuracy, row, { .share($0) }),
          cell(validationLoss, row, { .number($0) }), cell(validationAccuracy, row, { .share($0) }),
        ]
      })
  }
}

extension HistoryValue: Drawable {
  func drawing(work: Work) -> Drawing {
    Drawing(Heading("Training, epoch by epoch", remarks: origin), data: nil) { size, heading in
      Picture.trainingCurves(
        loss: history.loss, accuracy: history.accuracy, validationLoss: history.validationLoss,
        validationAccuracy: history.validationAccuracy, heading: heading, size: size)
    }
  }
}

extension HistoryValue: Describable {
  func description(work: Work) -> TableValue { TableValue(title: summary, table: history.table) }
}

extension HistoryValue: Exportable {
  static let exportedAs: [FileFormat<HistoryValue>] = [
    FileFormat("csv") { try $1.write(Rows($0.history.table).csv) },
    FileFormat("json") { try $1.write(Rows($0.history.table).json) },
  ]
}
