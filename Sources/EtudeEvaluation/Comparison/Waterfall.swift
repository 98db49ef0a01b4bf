import EtudeCore

/// The way from a claimed score to a fair one: what each step, taken alone after those before it, takes away or adds.
public struct Waterfall: Sendable {
  /// A result on the way, and what it is called.
  public struct Step: Sendable {
    /// What the step is called.
    public let label: String
    /// The result that the step led to.
    public let result: Evaluation
    /// Its accuracy less that of the step before; nil for the first.
    public let change: Double?
  }

  /// From the claimed result to the fair one.
  public let steps: [Step]

  /// - Throws: `Failure` for fewer than two results.
  public init(_ labelled: [(label: String, result: Evaluation)]) throws {
    guard labelled.count > 1 else {
      throw Failure(
        "a waterfall goes from one result to another",
        fix: "give two or more: waterfall [claimed: a, whole_songs: b]")
    }
    steps = labelled.indices.map { place in
      let (label, result) = labelled[place]
      return Step(
        label: label.split(separator: "_").joined(separator: " "), result: result,
        change: place == 0 ? nil : result.accuracy - labelled[place - 1].result.accuracy)
    }
  }

  package static let columns = ["step", "accuracy", "change", "from", "to"]

  /// A row a step.
  public var table: ScoreTable {
    ScoreTable(
      columns: Self.columns,
      rows: steps.map { step in
        [
          .text(step.result.stamped(step.label)), .share(step.result.accuracy), .measured(step.change),
          .share(step.result.interval.lowerBound), .share(step.result.interval.upperBound),
        ]
      },
      notes: steps.compactMap { step in step.result.stamp.map { "\(step.label): \($0)" } }
        + steps.compactMap { $0.result.itemShareNote(under: $0.label) })
  }
}
