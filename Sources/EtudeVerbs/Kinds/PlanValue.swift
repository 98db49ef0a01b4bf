import EtudeCore
import EtudeData
import EtudeLanguage
import EtudePictures

extension Kind {
  static let plan = Kind("plan")
}

/// Which songs are tested in which fold.
struct PlanValue: DeclaredValue, SweptValue {
  let plan: FoldPlan
  let dataset: Dataset
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(.plan, "which songs are tested in which fold", fields: fields, element: .kind(.fold))
  ]

  static let fields: [Field<PlanValue>] = [
    Field("count", .number) { .count($0.plan.count) },
    Field("split", .text) { .text($0.plan.split.rawValue) },
    Field("by", .text) { .text($0.plan.by.rawValue) },
    Field("repeats", .number) { .count($0.plan.repeats) },
  ]

  var kind: Kind { .plan }
  var digest: String? { plan.key.description }
  var count: Int? { plan.count * plan.repeats }

  var summary: String {
    let repeats = plan.repeats > 1 ? " · \(plan.repeats) repeats" : ""
    return "plan · \(plan.count.of("fold")) · \(plan.split.rawValue) by \(plan.by.rawValue)\(repeats)"
  }

  func element(at index: Int) throws -> Value {
    .object(FoldValue(plan: self, round: index / plan.count, fold: index % plan.count))
  }
}

extension PlanValue: Drawable {
  func drawing(work: Work) -> Drawing {
    let folds = "\(plan.count.of("fold"))\(plan.repeats > 1 ? ", the first of \(plan.repeats) repeats" : "")"
    let heading = Heading(
      "Fold plan of \(dataset.count.of("song"))", folds, "\(plan.split.rawValue), by \(plan.by.rawValue)")
    return Drawing(heading, data: plan.key.description) { size, heading in
      Picture.foldPlan(
        foldOfItem: plan.foldOf[0], labels: dataset.labels,
        groups: plan.by == .item || plan.by == .segment ? [] : plan.groups.map(String.init),
        heading: heading, size: size)
    }
  }
}
