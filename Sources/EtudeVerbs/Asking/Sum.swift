import EtudeLanguage

extension Verb {
  static let sum = Statistic.verb(
    "sum", "numbers added up", least: 0, examples: ["sum [1, 2, 6]", "sum cv.folds.test"]
  ) { $0.reduce(0, +) }
}
