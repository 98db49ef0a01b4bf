import EtudeData
import EtudeLanguage

extension Verb {
  static let split = Verb(
    "split", "a dataset in two: train and test", section: .data, operands: [Operands.dataset],
    options: [SplitOptions.test, DivisionDeclarations.split, DivisionDeclarations.by, TypedOption.seed],
    result: .type(.list(of: .kind(.dataset), labels: ["train", "test"])),
    examples: ["parts = split songs test: 30%", "parts.train | describe"]
  ) { call in
    let work = call.environment.work
    let division = try call[Operands.dataset].dataset.split(
      test: call[SplitOptions.test], split: call[DivisionDeclarations.split],
      by: call[DivisionDeclarations.by], seed: call.environment.seed, work: work)
    for warning in division.warnings { work.warn(warning) }
    return .list(
      ListValue(
        of: .kind(.dataset),
        [
          ("train", .object(DatasetValue(dataset: division.training, work: work))),
          ("test", .object(DatasetValue(dataset: division.test, work: work))),
        ]))
  }
}

private enum SplitOptions {
  static let test = TypedOption("test", .share(0.001...0.999), default: 0.2, help: "share to test on")
}
