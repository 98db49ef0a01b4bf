import EtudeData
import EtudeLanguage

/// How songs are divided into those that are learnt and those that are tested, declared once.
enum DivisionDeclarations {
  static let by = TypedOption(
    "by", .choice(of: Grouping.self), default: .track, help: "what stays on one side of a split")

  static let split = TypedOption(
    "split", .choice([FoldPlan.Split.stratified, .plain]), default: .stratified,
    help: "keep the genres' shares in every part, or not")

  /// How a plan of folds may divide; a split in two knows no leaving out.
  static let planSplit = TypedOption(
    "split", .choice(of: FoldPlan.Split.self), default: .stratified,
    help: "keep the genres' shares in every fold, or not; or a fold for each group")

  static let repeats = TypedOption(
    "repeats", .whole(1...100), default: 1, help: "new plans, one after another")

  /// Share of the songs that one training is tested on.
  static let test = TypedOption("test", .share(0.01...0.99), default: 0.2, help: "share to test on")

  static let folds = TypedOption(
    "folds", .folds, default: .count(10), help: "how many, or a plan from 'folds'")

  /// How folds are made where `folds:` is a number.
  static let options: [any OptionDeclaration] = [
    folds, planSplit.implied(by: folds, of: .plan), by.implied(by: folds, of: .plan),
    repeats.implied(by: folds, of: .plan),
  ]
}

/// What `folds:` may be.
enum GivenFolds: Sendable {
  case count(Int)
  case plan(PlanValue)
}

extension TypedAccepts where Held == GivenFolds {
  fileprivate static var folds: Self {
    let (count, plan) = (TypedAccepts<Int>.whole(2...1000), TypedAccepts<PlanValue>.object(.plan))
    return Self(
      count.accepts + plan.accepts,
      read: { value in plan.read(value).map(Held.plan) ?? count.read(value).map(Held.count) },
      write: { folds in
        switch folds {
        case .count(let number): count.write(number)
        case .plan(let value): plan.write(value)
        }
      })
  }
}

extension Call {
  /// The plan that `folds:` is, or one made for the number that it is.
  func plan(of dataset: Dataset) throws -> FoldPlan {
    switch try self[DivisionDeclarations.folds] {
    case .plan(let value): value.plan
    case .count(let count):
      try FoldPlan.make(
        dataset, count: count, split: self[DivisionDeclarations.planSplit], by: self[DivisionDeclarations.by],
        repeats: self[DivisionDeclarations.repeats], seed: environment.seed, work: environment.work)
    }
  }

  /// What stays on one side of a split: as `by:` says, or the plan that `folds:` is.
  func groupingOfFolds() throws -> Grouping {
    if case .plan(let value) = try self[DivisionDeclarations.folds] { return value.plan.by }
    return try self[DivisionDeclarations.by]
  }
}
