import EtudeCore
import EtudeData
import EtudeNetworks

/// The examples of an experiment with the altered copies of those that are learned from.
struct ExpandedExamples {
  let examples: SpectrogramSet
  /// For an item the places of its altered copies among the examples.
  private(set) var variants: [Int: [Int]]

  /// - Parameter positions: items that may be learned from.
  init(_ experiment: Experiment, of positions: [Int]) throws {
    if experiment.variations.isEmpty {
      (examples, variants) = (experiment.examples, [:])
    } else {
      let readable = positions.filter { experiment.examples.dataset[$0].isReadable }
      (examples, variants) = try experiment.examples.adding(experiment.variations, of: Set(readable).sorted())
    }
  }

  /// All items with all their copies.
  func withCopies(_ positions: [Int]) -> [Int] { positions.flatMap { [$0] + (variants[$0] ?? []) } }

  /// Forgets copies that turned out not to be readable.
  mutating func keep(_ usable: Set<Int>) { variants = variants.mapValues { $0.filter(usable.contains) } }
}
