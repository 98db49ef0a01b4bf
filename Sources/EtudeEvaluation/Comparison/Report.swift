/// What one result says, genre by genre, with all that keeps a reader from believing too much.
public struct Report: Sendable {
  /// What the scores are computed from.
  public let judged: JudgedItems
  /// Mean accuracy over folds, 0 to 1.
  public let accuracy: Double
  /// Standard deviation of the folds' accuracies.
  public let deviation: Double
  /// Share of distinct items that are right, of which `interval` is; nil where that reads as `accuracy` does.
  public let itemShare: Double?
  /// Where the accuracy lies with 95 % confidence.
  public let interval: ClosedRange<Double>
  /// How many folds were judged.
  public let folds: Int
  /// Nil where it is not known what a fitted network was trained on.
  public let leakage: Leakage?
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

  /// The report of a result, beside what always guessing comes to.
  public init(_ result: Evaluation, baseline: BaselineOutcome? = nil) {
    judged = result.judged
    accuracy = result.accuracy
    deviation = result.deviation
    itemShare = result.otherItemShare
    interval = result.interval
    folds = result.folds.count
    leakage = result.leakage
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

  /// The scores for other programs: a row a genre, then the macro mean with the scores that judge all genres at once;
  /// the notes are the lines that belong below.
  public var table: ScoreTable { ReportTable(judged, areGenresAlone: false).table(notes).stamped(stamp) }

  /// The scores to read: those that judge all genres at once stand in a line below.
  public var shownTable: ScoreTable { ReportTable(judged, areGenresAlone: true).table(notes).stamped(stamp) }

  /// Accuracy, leakage, baseline, largest class.
  public var notes: [String] {
    let spread =
      "95 % interval \(interval.lowerBound.text(decimals: 3)) to \(interval.upperBound.text(decimals: 3))"
    let deviationWords = folds > 1 ? ["deviation \(deviation.text(decimals: 3)) over \(folds) folds"] : []
    let accuracyWords = "accuracy \(accuracy.text(decimals: 3))"
    // The interval stands beside the number whose it is.
    let accuracyLine =
      itemShare.map {
        [accuracyWords] + deviationWords + ["over items \($0.text(decimals: 3))", spread]
      } ?? [accuracyWords, spread] + deviationWords
    let more = Metrics.shown(in: .line).map { metric in
      metric.words + " " + (metric.value(of: judged).map(metric.shown) ?? "–")
    }.joined(separator: ", ")
    func line(_ groups: (count: Int, interval: ClosedRange<Double>?)?, _ noun: String) -> String? {
      groups.map { count, interval in
        let number = "over \(count) \(noun)\(count == 1 ? "" : "s")"
        guard let interval else { return "\(number): too few \(noun)s for an interval" }
        return "\(number), drawn anew as a whole (bootstrap): \(interval.lowerBound.text(decimals: 3)) to "
          + interval.upperBound.text(decimals: 3)
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
          ? ": the network is \(above.text(decimals: 3)) above it" : ": the network is not above it")
    case .missing(let reason): return Self.baselineLine(missing: reason)
    case nil: return nil
    }
  }

  /// It is trained as suits it, whatever the network was given; so its epochs are said.
  static func baselineLine(_ result: Evaluation) -> String {
    let epochs = result.folds.map(\.epochs).max() ?? 0
    return "baseline (stats | classify) \(result.accuracy.text(decimals: 3)) on the same folds"
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
  public func text() -> String { shownTable.text() }

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
      "always saying '\(largest.genre)', the largest class, scores \(largest.share.text(decimals: 3)); "
      + "chance is \((1 / Double(max(1, confusion.genres.count))).text(decimals: 3))"
  }
}
