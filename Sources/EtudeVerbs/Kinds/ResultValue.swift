import EtudeCore
import EtudeEvaluation
import EtudeLanguage

/// How well songs were judged.
struct ResultValue: ObjectValue {
  let result: Evaluation

  var kind: Kind { .result }
  var digest: String? { result.digest.description }

  var summary: String {
    let interval = "\(result.interval.lowerBound.percent) – \(result.interval.upperBound.percent)"
    var line = "\(result.kind.rawValue) · accuracy \(result.accuracy.percent)"
    if result.folds.count > 1 { line += " ± \((result.deviation * 100).text(decimals: 1))" }
    line += " (95 %: \(interval)) · \(Set(result.items.map(\.item)).count.of("item"))"
    if result.folds.count > 1 { line += " · \(result.folds.count.of("fold"))" }
    return result.leakage.map { "\(line)\nleakage: \($0.description)" } ?? line
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "kind": .text(result.kind.rawValue)
    case "accuracy": .number(result.accuracy)
    case "deviation": .number(result.deviation)
    case "interval": .numbers([result.interval.lowerBound, result.interval.upperBound])
    case "precision": .number(result.precision)
    case "recall": .number(result.recall)
    case "f1": .number(result.f1)
    case "genres": .texts(result.genres)
    case "folds":
      .list(ListValue(of: .kind(.foldScore), result.folds.map { (nil, .object(RecordValue($0))) }))
    case "items":
      .list(ListValue(of: .kind(.judgedItem), result.items.map { (nil, .object(RecordValue($0))) }))
    case "confusion": .object(TableValue(confusion: result, shares: false))
    case "leakage": leakage
    case "seed": .number(Double(result.seed))
    case "data": .text(result.data.description)
    case "statement": .text(result.statement)
    case "version": .text(result.version)
    default: throw Failure("a result has no field '\(name)'")
    }
  }
}

extension ResultValue {
  /// Test items that share something with training, by what they share.
  private var leakage: Value {
    let counts = result.leakage.map { [$0.track, $0.artist, $0.duplicate] } ?? [0, 0, 0]
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
      table: ScoreTable(columns: ["true \\ predicted"] + result.genres, rows: rows),
      drawing: .confusion(counts: counts, genres: result.genres, shares: shares), data: result.data)
  }
}
