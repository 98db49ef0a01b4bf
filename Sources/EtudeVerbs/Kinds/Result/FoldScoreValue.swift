import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Kind {
  static let foldScore = Kind("fold score")
}

/// How one fold of a result went.
struct FoldScoreValue: DeclaredValue {
  let score: FoldScore

  static let declarations = [KindDeclaration(.foldScore, "how one fold of a result went", fields: fields)]

  static let fields: [Field<FoldScoreValue>] = [
    Field("repeat", .number) { .count($0.score.repeat) },
    Field("fold", .number) { .count($0.score.fold) },
    Field("accuracy", .number) { .number($0.score.accuracy) },
    Field("train", .number) { .count($0.score.train) },
    Field("test", .number) { .count($0.score.test) },
    Field("epochs", .number) { .count($0.score.epochs) },
  ]

  var kind: Kind { .foldScore }

  var summary: String {
    "repeat \(score.repeat) fold \(score.fold) · accuracy \(score.accuracy.percent) · "
      + "train \(score.train) · test \(score.test) · \(score.epochs.of("epoch"))"
  }
}
