import EtudeCore
import EtudeData
import EtudeLanguage

extension Kind {
  static let fold = Kind("fold")
}

/// One fold of a plan.
struct FoldValue: DeclaredValue {
  let plan: PlanValue
  let round: Int
  let fold: Int

  static let declarations = [KindDeclaration(.fold, "one fold of a plan", fields: fields)]

  static let fields: [Field<FoldValue>] = [
    Field("repeat", .number) { .count($0.round) },
    Field("fold", .number) { .count($0.fold) },
    Field("train", .number) { .count($0.training.count) },
    Field("test", .number) { .count($0.test.count) },
    Field("names", .texts) { fold in .texts(fold.test.map { fold.plan.dataset[$0].name }) },
  ]

  var kind: Kind { .fold }
  private var training: [Int] { plan.plan.training(repeat: round, fold: fold) }
  private var test: [Int] { plan.plan.test(repeat: round, fold: fold) }
  var summary: String { "fold \(fold) of repeat \(round) · train \(training.count) · test \(test.count)" }
}
