import EtudeData
import EtudeLanguage

extension Verb {
  static let folds = Verb(
    "folds", "which songs are tested in which fold", section: .data, operands: [FoldsOptions.songs],
    options: [
      FoldsOptions.count, DivisionDeclarations.planSplit, DivisionDeclarations.by,
      DivisionDeclarations.repeats, TypedOption.seed,
    ],
    result: .type(.kind(.plan)),
    examples: [
      "plan = folds songs count: 5 by: \"track\"", "plot plan",
      "plan = folds songs split: \"leave one out\" by: \"artist\"",
    ]
  ) { call in
    let dataset = try call[FoldsOptions.songs].dataset
    let plan = try FoldPlan.make(
      dataset, count: call[FoldsOptions.count], split: call[DivisionDeclarations.planSplit],
      by: call[DivisionDeclarations.by], repeats: call[DivisionDeclarations.repeats],
      seed: call.environment.seed, work: call.environment.work)
    for warning in plan.warnings { call.environment.work.warn(warning) }
    return .object(PlanValue(plan: plan, dataset: dataset))
  }
}

private enum FoldsOptions {
  static let songs = TypedOperand("data", .songs([.dataset] + .features))
  static let count = TypedOption("count", .whole(2...1000), default: 10, isMain: true, help: "how many folds")
}
