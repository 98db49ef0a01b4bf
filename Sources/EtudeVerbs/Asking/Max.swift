import EtudeLanguage

extension Verb {
  static let max = Statistic.verb(
    "max", "the largest of numbers", examples: ["max [3, 1, 2]", "max cv.folds.accuracy"]
  ) { $0.reduce(-.infinity) { Swift.max($0, $1) } }
}
