import EtudeCore
import EtudeEvaluation
import EtudeLanguage

/// A thing that is its fields and no more: a fold's score, a judged item.
struct RecordValue: ObjectValue {
  let kind: Kind
  let summary: String
  let fields: [String: Value]

  func field(_ name: String) throws -> Value {
    guard let value = fields[name] else { throw Failure("a \(kind) has no field '\(name)'") }
    return value
  }
}

extension RecordValue {
  init(_ score: FoldScore) {
    kind = .foldScore
    summary =
      "repeat \(score.repeat) fold \(score.fold) · accuracy \(score.accuracy.percent) · "
      + "train \(score.train) · test \(score.test) · \(score.epochs.of("epoch"))"
    fields = [
      "repeat": .count(score.repeat), "fold": .count(score.fold), "accuracy": .number(score.accuracy),
      "train": .count(score.train), "test": .count(score.test), "epochs": .count(score.epochs),
    ]
  }

  init(_ item: JudgedItem) {
    kind = .judgedItem
    summary = "\(item.name) · \(item.label) · predicted \(item.predicted)"
    fields = [
      "name": .text(item.name), "track": .text(item.track), "artist": .text(item.artist ?? ""),
      "label": .text(item.label), "predicted": .text(item.predicted),
      "probabilities": .numbers(item.probabilities), "fold": .count(item.fold), "repeat": .count(item.repeat),
    ]
  }
}
