import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

/// How well songs were judged.
struct ResultValue: ObjectValue {
  let result: Evaluation

  var kind: Kind { .result }
  var digest: String? { result.digest.description }

  var summary: String {
    let interval = "\(result.interval.lowerBound.percent) – \(result.interval.upperBound.percent)"
    var line = "\(result.kind.rawValue) · accuracy \(result.accuracy.percent)"
    if result.folds.count > 1 { line += " ± \((result.deviation * 100).text(decimals: 1))" }
    let items = result.otherItemShare.map { "over items \($0.percent), " } ?? ""
    line += " (\(items)95 %: \(interval)) · \(Set(result.items.map(\.item)).count.of("item"))"
    if result.folds.count > 1 { line += " · \(result.folds.count.of("fold"))" }
    let lines = [result.stamp, line, "leakage: \(Report.leakageLine(result.leakage))"]
    return lines.compactMap { $0 }.joined(separator: "\n")
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "kind": .text(result.kind.rawValue)
    case "accuracy": .number(result.accuracy)
    case "deviation": .number(result.deviation)
    case "item_share": .number(result.itemShare)
    case "interval": .numbers([result.interval.lowerBound, result.interval.upperBound])
    case "chosen": .texts(result.chosen)
    case "genres": .texts(result.genres)
    case "folds":
      .list(ListValue(of: .kind(.foldScore), result.folds.map { (nil, .object(RecordValue($0))) }))
    case "items":
      .list(ListValue(of: .kind(.judgedItem), result.items.map { (nil, .object(RecordValue($0))) }))
    case "confusion": .object(TableValue(confusion: result, shares: false))
    case "leakage": try leakage()
    case "seed": .exactly(result.seed)
    case "data": .text(result.data.description)
    case "invalid": .texts(result.mistakes.map(\.words))
    case "statement": .text(result.statement)
    case "version": .text(result.version)
    default: try score(name)
    }
  }
}

extension ResultValue: RunValue {
  var runScores: [String: Double] {
    var scores = [
      "accuracy": result.accuracy, "deviation": result.deviation, "from": result.interval.lowerBound,
      "to": result.interval.upperBound,
    ]
    for metric in Metrics.shown(in: .record) { scores[metric.name] = metric.value(of: result.judged) }
    return scores
  }
  func runContents() throws -> String { try result.archive() }
  var isPartial: Bool { false }
}

extension ResultValue {
  /// What a metric says.
  /// - Throws: a `Failure` where it is not defined, or there is none of that name.
  private func score(_ name: String) throws -> Value {
    guard let metric = Metrics.named(name, in: .field) else {
      throw Failure("a result has no field '\(name)'")
    }
    guard let value = metric.value(of: result.judged) else { throw metric.absence }
    return .number(value)
  }

  /// The fields that metrics are: those that judge each genre by itself, or the others.
  static func scoreFields(ofGenres: Bool) -> [(name: String, type: ValueType)] {
    Metrics.shown(in: .field).filter { $0 is any GenreMetric == ofGenres }.map { ($0.name, .number) }
  }

  /// Test items that share something with training, by what they share.
  /// - Throws: a `Failure` where nobody knows what the network was trained on, since no number would be true.
  private func leakage() throws -> Value {
    guard let leakage = result.leakage else {
      throw Failure(
        "the leakage is not known, since the network does not say what it was trained on",
        fix: "fit the network and save it with Étude, or judge its recipe with crossval")
    }
    let counts = [leakage.track, leakage.artist, leakage.duplicate]
    return .list(
      ListValue(of: .number, zip(["track", "artist", "duplicate"], counts).map { ($0, .count($1)) }))
  }
}

extension TableValue {
  /// Rows true, columns predicted, in the order of the genres.
  init(confusion result: Evaluation, shares: Bool) {
    let counts = result.confusion.counts
    let rows = zip(result.genres, counts).map { genre, row -> [ScoreTable.Cell] in
      let support = max(1, row.reduce(0, +))
      return [.text(genre)] + row.map { shares ? .share(Double($0) / Double(support)) : .count($0) }
    }
    self.init(
      table: ScoreTable(columns: ["true \\ predicted"] + result.genres, rows: rows).stamped(result.stamp),
      drawing: .confusion(result, shares: shares), data: result.data)
  }
}
