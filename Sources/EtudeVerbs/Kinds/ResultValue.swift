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
    case "precision": .number(result.precision)
    case "recall": .number(result.recall)
    case "f1": .number(result.f1)
    case "balanced_accuracy": .number(result.scores.balancedAccuracy)
    case "top_two": .number(result.probabilityScores.topTwo)
    case "log_loss": try logLoss()
    case "brier": .number(result.probabilityScores.brier)
    case "calibration_error": .number(result.probabilityScores.calibrationError)
    case "chosen": .texts(result.chosen)
    case "genres": .texts(result.genres)
    case "folds":
      .list(ListValue(of: .kind(.foldScore), result.folds.map { (nil, .object(RecordValue($0))) }))
    case "items":
      .list(ListValue(of: .kind(.judgedItem), result.items.map { (nil, .object(RecordValue($0))) }))
    case "confusion": .object(TableValue(confusion: result, shares: false))
    case "leakage": try leakage()
    case "seed": .number(Double(result.seed))
    case "data": .text(result.data.description)
    case "invalid": .texts(result.mistakes.map(\.words))
    case "statement": .text(result.statement)
    case "version": .text(result.version)
    default: throw Failure("a result has no field '\(name)'")
    }
  }
}

extension ResultValue: RunValue {
  var runScores: [String: Double] {
    let scores: [String: Double?] = [
      "accuracy": result.accuracy, "deviation": result.deviation, "from": result.interval.lowerBound,
      "to": result.interval.upperBound, "f1": result.f1, "balanced_accuracy": result.scores.balancedAccuracy,
      "top_two": result.probabilityScores.topTwo, "log_loss": result.probabilityScores.logLoss,
      "calibration_error": result.probabilityScores.calibrationError,
    ]
    return scores.compactMapValues(\.self)
  }
  func runContents() throws -> String { try result.archive() }
  var isPartial: Bool { false }
}

extension ResultValue {
  /// - Throws: a `Failure` where probabilities are shares of votes.
  private func logLoss() throws -> Value {
    guard let loss = result.probabilityScores.logLoss else {
      throw Failure(
        "votes have no log loss: a share of them is no probability", fix: "vote with method: \"mean\"")
    }
    return .number(loss)
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
