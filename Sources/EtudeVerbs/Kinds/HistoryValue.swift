import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

/// Loss and accuracy, epoch by epoch.
struct HistoryValue: ObjectValue {
  let history: History

  var kind: Kind { .history }

  var summary: String {
    var line = "history · \(history.epoch.count.of("epoch"))"
    if let loss = history.loss.last { line += " · loss \(Double(loss).text(decimals: 3))" }
    if let accuracy = history.accuracy.last { line += " · accuracy \(Double(accuracy).percent)" }
    if let accuracy = history.validationAccuracy.last { line += " · validation \(Double(accuracy).percent)" }
    return line
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "epoch": .numbers(history.epoch)
    case "loss": .numbers(history.loss)
    case "accuracy": .numbers(history.accuracy)
    case "validation_loss": .numbers(history.validationLoss)
    case "validation_accuracy": .numbers(history.validationAccuracy)
    default: throw Failure("a history has no field '\(name)'")
    }
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
