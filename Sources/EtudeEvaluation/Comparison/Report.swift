/// What one result says, genre by genre, with all that keeps a reader from believing too much.
public struct Report: Sendable {
  /// Precision, recall, F1 and support a genre.
  public let scores: GenreScores
  public let accuracy: Double
  public let deviation: Double
  /// Share of distinct items that are right, of which `interval` is; nil where that reads as `accuracy` does.
  public let itemShare: Double?
  public let interval: ClosedRange<Double>
  public let folds: Int
  /// Nil where it is not known what a fitted network was trained on.
  public let leakage: Leakage?
  public let probabilities: ProbabilityScores
  /// The genre with most items, and its share: what always saying it would score.
  public let largest: (genre: String, share: Double)
  /// What guessing every genre equally often would score.
  public let chance: Double
  /// Accuracy of `stats | classify` on the same folds, or why it is not known; nil where it was not asked for.
  public let baseline: BaselineOutcome?
  /// Tracks among the test items, and a 95 % interval from drawing whole tracks anew, if there are enough of them; nil
  /// where each track is one item.
  public let tracks: (count: Int, interval: ClosedRange<Double>?)?
  /// The same of artists, which hold several tracks each; nil where none is known.
  public let artists: (count: Int, interval: ClosedRange<Double>?)?
  private let largestLine: String
  private let stamp: String?
  private let chosen: [String]

  public init(_ result: Evaluation, baseline: BaselineOutcome? = nil) {
    scores = result.scores
    accuracy = result.accuracy
    deviation = result.deviation
    itemShare = result.otherItemShare
    interval = result.interval
    folds = result.folds.count
    leakage = result.leakage
    probabilities = result.probabilityScores
    largest = Self.largestClass(of: result.confusion)
    chance = 1 / Double(max(1, result.genres.count))
    self.baseline = baseline
    let trackCount = result.count(of: .track)
    tracks = trackCount < result.count(of: .item) ? (trackCount, result.interval(over: .track)) : nil
    let artistCount = result.count(of: .artist)
    artists =
      result.leakage?.knowsArtists == true && artistCount < trackCount
      ? (artistCount, result.interval(over: .artist)) : nil
    chosen = result.chosen
    largestLine = Self.largestClassLine(of: result.confusion)
    stamp = result.stamp
  }

  /// A row a genre, then the macro mean; the notes are the lines that belong below.
  public var table: ScoreTable {
    let rows: [[ScoreTable.Cell]] =
      scores.rows.map { row in
        [.text(row.genre), .share(row.precision), .share(row.recall), .share(row.f1), .count(row.support)]
      } + [
        [
          .text("macro mean"), .share(scores.precision), .share(scores.recall), .share(scores.f1),
          .count(scores.rows.reduce(0) { $0 + $1.support }),
        ]
      ]
    return ScoreTable(columns: ["genre", "precision", "recall", "f1", "support"], rows: rows, notes: notes)
      .stamped(stamp)
  }

  /// Accuracy, leakage, baseline, largest class.
  public var notes: [String] {
    let spread =
      "95 % interval \(fixed(interval.lowerBound, decimals: 3)) to \(fixed(interval.upperBound, decimals: 3))"
    let deviationWords = folds > 1 ? ["deviation \(fixed(deviation, decimals: 3)) over \(folds) folds"] : []
    let accuracyWords = "accuracy \(fixed(accuracy, decimals: 3))"
    // The interval stands beside the number whose it is.
    let accuracyLine =
      itemShare.map {
        [accuracyWords] + deviationWords + ["over items \(fixed($0, decimals: 3))", spread]
      } ?? [accuracyWords, spread] + deviationWords
    let more =
      "balanced accuracy \(fixed(scores.balancedAccuracy, decimals: 3)), among the first two "
      + "\(fixed(probabilities.topTwo, decimals: 3)), log loss \(probabilities.logLoss.map { fixed($0, decimals: 3) } ?? "–"), "
      + "calibration error \(fixed(probabilities.calibrationError, decimals: 3))"
    func line(_ groups: (count: Int, interval: ClosedRange<Double>?)?, _ noun: String) -> String? {
      groups.map { count, interval in
        let number = "over \(count) \(noun)\(count == 1 ? "" : "s")"
        guard let interval else { return "\(number): too few \(noun)s for an interval" }
        return "\(number), drawn anew as a whole (bootstrap): \(fixed(interval.lowerBound, decimals: 3)) to "
          + fixed(interval.upperBound, decimals: 3)
      }
    }
    return [
      accuracyLine.joined(separator: ", "), line(tracks, "track"), line(artists, "artist"), more, choiceLine,
      "leakage: " + Self.leakageLine(leakage), baselineLine, largestLine,
    ].compactMap { $0 }
  }

  private var baselineLine: String? {
    switch baseline {
    case .known(let result):
      let line = Self.baselineLine(result)
      let above = accuracy - result.accuracy
      return line
        + (above > 0
          ? ": the network is \(fixed(above, decimals: 3)) above it" : ": the network is not above it")
    case .missing(let reason): return Self.baselineLine(missing: reason)
    case nil: return nil
    }
  }

  /// It is trained as suits it, whatever the network was given; so its epochs are said.
  static func baselineLine(_ result: Evaluation) -> String {
    let epochs = result.folds.map(\.epochs).max() ?? 0
    return "baseline (stats | classify) \(fixed(result.accuracy, decimals: 3)) on the same folds"
      + ", \(epochs) epochs of its own"
  }

  static func baselineLine(missing reason: String) -> String {
    "baseline (stats | classify) not known: \(reason)"
  }

  /// What was chosen in inner folds, the most frequent first.
  private var choiceLine: String? {
    guard !chosen.isEmpty else { return nil }
    let counts = Dictionary(grouping: chosen, by: \.self).mapValues(\.count).sorted {
      (-$0.value, $0.key) < (-$1.value, $1.key)
    }
    let words = counts.map { "\($0.key) in \($0.value)" }.joined(separator: ", ")
    return "chosen in inner folds, of \(chosen.count) folds: \(words)"
  }

  /// The report as text.
  public func text() -> String { table.text() }

  /// What there is to say of leakage, known or not.
  public static func leakageLine(_ leakage: Leakage?) -> String {
    leakage?.description ?? "not known, since the model does not say what it was trained on"
  }

  static func largestClass(of confusion: ConfusionMatrix) -> (genre: String, share: Double) {
    let support = confusion.support
    let largest = support.indices.max { (support[$0], -$0) < (support[$1], -$1) }
    guard let largest, confusion.total > 0 else { return ("", 0) }
    return (confusion.genres[largest], Double(support[largest]) / Double(confusion.total))
  }

  static func largestClassLine(of confusion: ConfusionMatrix) -> String {
    let largest = largestClass(of: confusion)
    return
      "always saying '\(largest.genre)', the largest class, scores \(fixed(largest.share, decimals: 3)); "
      + "chance is \(fixed(1 / Double(max(1, confusion.genres.count)), decimals: 3))"
  }
}
