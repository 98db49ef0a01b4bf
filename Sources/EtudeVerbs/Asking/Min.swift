import EtudeLanguage

extension Verb {
  static let min = Statistic.verb(
    "min", "the smallest of numbers", examples: ["min [3, 1, 2]", "min cv.folds.accuracy"]
  ) { $0.reduce(.infinity) { Swift.min($0, $1) } }
}
