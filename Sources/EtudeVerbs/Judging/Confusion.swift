import EtudeLanguage

extension Verb {
  static let confusion = Verb(
    "confusion", "the matrix: rows true, columns predicted", section: .judging, operands: [Operands.result],
    options: [ConfusionOptions.normalize], result: .type(.kind(.table)),
    examples: ["plot (confusion cv) to: \"confusion.png\"", "plot (confusion cv normalize: yes)"]
  ) { call in
    .object(
      TableValue(
        confusion: try call[Operands.result].result, shares: try call[ConfusionOptions.normalize]))
  }
}

private enum ConfusionOptions {
  static let normalize = TypedOption(
    "normalize", .flag, default: false, help: "each row as shares of its items")
}
