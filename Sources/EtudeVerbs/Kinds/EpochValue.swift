import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Kind {
  static let epoch = Kind("epoch")
}

/// One epoch of a history.
struct EpochValue: DeclaredValue {
  let history: History
  /// Its place among the epochs, from 0.
  let index: Int

  static let declarations = [KindDeclaration(.epoch, "one epoch of a history", fields: fields)]

  static let fields: [Field<EpochValue>] = [
    Field("epoch", .number) { .count($0.history.epoch[$0.index]) },
    Field("loss", .number) { $0.number($0.history.loss) },
    Field("accuracy", .number) { $0.number($0.history.accuracy) },
    Field("validation_loss", .number) { $0.number($0.history.validationLoss) },
    Field("validation_accuracy", .number) { $0.number($0.history.validationAccuracy) },
  ]

  var kind: Kind { .epoch }
  var summary: String {
    let numbers = [("loss", history.loss), ("accuracy", history.accuracy)].compactMap { name, all in
      index < all.count ? "\(name) \(Double(all[index]).text(decimals: 3))" : nil
    }
    return (["epoch \(history.epoch[index])"] + numbers).joined(separator: " · ")
  }

  /// Not a number where that was not measured.
  private func number(_ all: [Double]) -> Value { .number(index < all.count ? all[index] : .nan) }
}

extension HistoryValue {
  func element(at index: Int) throws -> Value { .object(EpochValue(history: history, index: index)) }
}
