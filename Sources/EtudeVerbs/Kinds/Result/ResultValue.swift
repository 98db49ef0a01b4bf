import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeSession

extension Kind {
  static let result = Kind("result")
}

/// How well songs were judged.
struct ResultValue: DeclaredValue, SweptValue {
  let result: Evaluation
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(.result, "how well a recipe or a fitted network judged songs", fields: fields)
  ]

  var kind: Kind { .result }
  var digest: String? { result.digest.description }

  var summary: String {
    let interval = "\(result.interval.lowerBound.percent) – \(result.interval.upperBound.percent)"
    let swept = settings.isEmpty ? "" : " · " + settings.words
    var line = "\(result.kind.rawValue)\(swept) · accuracy \(result.accuracy.percent)"
    if result.folds.count > 1 { line += " ± \((result.deviation * 100).text(decimals: 1))" }
    let items = result.otherItemShare.map { "over items \($0.percent), " } ?? ""
    line += " (\(items)95 %: \(interval)) · \(Set(result.items.map(\.item)).count.of("item"))"
    if result.folds.count > 1 { line += " · \(result.folds.count.of("fold"))" }
    let lines = [result.stamp, line, "leakage: \(Report.leakageLine(result.leakage))"]
    return lines.compactMap { $0 }.joined(separator: "\n")
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
  func runContents() throws -> String { try result.archive(file: Paths.absolute) }
  var isPartial: Bool { false }
}

extension ResultValue: Describable {
  /// A row a setting of the sweep that it is of, then a row a score.
  func description(work: Work) throws -> TableValue {
    try shortFields(after: settings.map { ($0.name, $0.value) })
  }
}

extension [Setting] {
  /// `units 16, lr 0.01`
  var words: String { map(\.text).joined(separator: ", ") }
}
