import EtudeLanguage

extension Verb {
  static let deviation = Statistic.verb(
    "deviation", "the standard deviation of numbers as a sample: the squares are divided by n − 1", least: 2,
    examples: ["deviation [1, 2, 6]", "deviation cv.folds.accuracy"]
  ) { numbers in
    let mean = Statistic.mean(numbers)
    let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(numbers.count - 1)).squareRoot()
  }
}
