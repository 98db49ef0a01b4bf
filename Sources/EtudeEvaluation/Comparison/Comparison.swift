import EtudeCore

/// Two or more results on the same test items, fold by fold.
public struct Comparison: Sendable {
  /// A result under its label.
  public struct Entry: Sendable {
    /// What the result is called in the comparison.
    public let label: String
    /// The result.
    public let result: Evaluation
  }

  /// The best accuracy first; of equals, the one given first.
  public let entries: [Entry]
  /// Every two of them, in the order of `entries`.
  public let pairs: [PairedDifference]
  /// What the best is worth if each fold is judged by what did best on the others; nil for two results, or few folds.
  public let choice: FoldwiseChoice?
  /// `stats | classify` on the same folds; nil where it is among the entries, or not known.
  public let baseline: Evaluation?
  /// What to keep in mind when reading it.
  public let notes: [String]

  /// Compares results.
  ///
  /// - Parameter baseline: `stats | classify` on the same folds, to stand beside them, or why it is not known; nil if it
  ///   is among them.
  /// - Throws: `Failure` if there are fewer than two, a label occurs twice, or the test items differ fold by fold.
  public init(_ labelled: [(label: String, result: Evaluation)], baseline: BaselineOutcome? = nil) throws {
    guard let first = labelled.first, labelled.count > 1 else {
      throw Failure("one result has nothing to be compared with", fix: "give two or more: compare a b")
    }
    var seen: Set<String> = []
    for (label, result) in labelled {
      guard seen.insert(label).inserted else {
        throw Failure("two results are called '\(label)'", fix: "label them: compare [first: a, second: b]")
      }
      try Self.checkSameFolds(first, (label, result))
    }
    let order = labelled.indices.sorted {
      (-labelled[$0].result.accuracy, $0) < (-labelled[$1].result.accuracy, $1)
    }
    entries = order.map {
      Entry(label: labelled[$0].result.stamped(labelled[$0].label), result: labelled[$0].result)
    }
    var pairs: [PairedDifference] = []
    for (place, better) in entries.enumerated() {
      for worse in entries[(place + 1)...] {
        pairs.append(PairedDifference((better.label, better.result), (worse.label, worse.result)))
      }
    }
    self.pairs = PairedDifference.adjusted(pairs)
    choice = entries.count > 2 ? FoldwiseChoice(of: entries) : nil
    self.baseline = if case .known(let result) = baseline { result } else { nil }
    notes = Self.notes(entries, choice, baseline)
  }

  private static func notes(
    _ entries: [Entry], _ choice: FoldwiseChoice?, _ baseline: BaselineOutcome?
  ) -> [String] {
    guard let result = entries.first?.result else { return [] }
    var notes = entries.filter { !$0.result.flaws.isEmpty }.map {
      "\($0.label): \(DeliberateFlaw.words(of: $0.result.flaws))"
    }
    notes += entries.compactMap { $0.result.itemShareNote(under: $0.label) }
    switch baseline {
    case .known(let baseline):
      let beaten = entries.filter { $0.result.accuracy <= baseline.accuracy }.map(\.label)
      notes.append(
        Report.baselineLine(baseline)
          + (beaten.isEmpty ? "" : "; not above it: " + beaten.joined(separator: ", ")))
    case .missing(let reason): notes.append(Report.baselineLine(missing: reason))
    case nil: break
    }
    notes += [Report.largestClassLine(of: result.confusion)]
    if result.folds.count < 2 {
      notes.append("one fold gives no test: the p-value needs the differences of several folds")
    }
    if entries.count > 2 {
      notes.append(
        "the best of \(entries.count) is optimistic: chosen on these very folds, it will do worse on new songs"
      )
      notes.append(
        choice?.description
          ?? "what choosing is worth is not known of so few folds: nested tells it")
    }
    if let leaking = entries.first(where: { $0.result.leakage?.isNone == false }),
      let leakage = leaking.result.leakage
    {
      notes.append("\(leaking.label): \(leakage.description)")
    }
    return notes
  }
}
