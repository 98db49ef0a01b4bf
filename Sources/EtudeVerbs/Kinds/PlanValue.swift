import EtudeCore
import EtudeData
import EtudeLanguage

/// Which songs are tested in which fold.
struct PlanValue: ObjectValue {
  let plan: FoldPlan
  let dataset: Dataset

  var kind: Kind { .plan }
  var digest: String? { plan.key.description }
  var count: Int? { plan.count * plan.repeats }

  var summary: String {
    let repeats = plan.repeats > 1 ? " · \(plan.repeats) repeats" : ""
    return "plan · \(plan.count.of("fold")) · \(plan.split.rawValue) by \(plan.by.rawValue)\(repeats)"
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "count": .count(plan.count)
    case "split": .text(plan.split.rawValue)
    case "by": .text(plan.by.rawValue)
    case "repeats": .count(plan.repeats)
    default: throw Failure("a plan has no field '\(name)'")
    }
  }

  func element(at index: Int) throws -> Value {
    .object(FoldValue(plan: self, round: index / plan.count, fold: index % plan.count))
  }
}

/// One fold of a plan.
struct FoldValue: ObjectValue {
  let plan: PlanValue
  let round: Int
  let fold: Int

  var kind: Kind { .fold }
  private var training: [Int] { plan.plan.training(repeat: round, fold: fold) }
  private var test: [Int] { plan.plan.test(repeat: round, fold: fold) }
  var summary: String { "fold \(fold) of repeat \(round) · train \(training.count) · test \(test.count)" }

  func field(_ name: String) throws -> Value {
    switch name {
    case "repeat": .count(round)
    case "fold": .count(fold)
    case "train": .count(training.count)
    case "test": .count(test.count)
    case "names": .texts(test.map { plan.dataset[$0].name })
    default: throw Failure("a fold has no field '\(name)'")
    }
  }
}
