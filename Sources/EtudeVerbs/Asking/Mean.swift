import EtudeLanguage

extension Verb {
  static let mean = Statistic.verb(
    "mean", "the sum of numbers divided by how many there are",
    examples: ["mean [1, 2, 6]", "print \"{(mean [a, b].accuracy):1%}\""], Statistic.mean)
}
