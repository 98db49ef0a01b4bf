import EtudeLanguage

extension Verb {
  static let median = Statistic.verb(
    "median", "the middle number; of an even count the mean of the two in the middle",
    examples: ["median [3, 1, 2]", "median [1s, 2s, 4s, 30s]"]
  ) { numbers in
    let ordered = numbers.sorted()
    let middle = ordered.count / 2
    return ordered.count % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2
  }
}
