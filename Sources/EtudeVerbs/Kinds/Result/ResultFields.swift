import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension ResultValue {
  static let fields: [Field<ResultValue>] =
    scores + metrics { $0 is any GenreMetric }
    + [Field("item_share", .number) { .number($0.result.itemShare) }]
    + metrics { !($0 is any GenreMetric) } + contents + origin

  private static let scores: [Field<ResultValue>] = [
    Field("kind", .text) { .text($0.result.kind.rawValue) },
    Field("accuracy", .number) { .number($0.result.accuracy) },
    Field("deviation", .number) { .number($0.result.deviation) },
    Field("interval", .numbers) {
      .numbers([$0.result.interval.lowerBound, $0.result.interval.upperBound])
    },
  ]

  private static let contents: [Field<ResultValue>] = [
    Field("genres", .texts) { .texts($0.result.genres) },
    Field("chosen", .texts) { .texts($0.result.chosen) },
    Field("folds", .list(of: .kind(.foldScore), labels: nil)) {
      .list(
        ListValue(of: .kind(.foldScore), $0.result.folds.map { (nil, .object(FoldScoreValue(score: $0))) }))
    },
    Field("items", .list(of: .kind(.judgedItem), labels: nil)) {
      .list(
        ListValue(
          of: .kind(.judgedItem),
          $0.result.items.map { [result = $0.result] item in
            (nil, .object(JudgedItemValue(item: item, probability: result.probability(of: item))))
          }))
    },
    Field("confusion", .kind(.table)) { .object(TableValue(confusion: $0.result, shares: false)) },
    Field("leakage", .list(of: .number, labels: sharedNames)) { try $0.leakage() },
  ]

  private static let origin: [Field<ResultValue>] = [
    Field("invalid", .texts) { .texts($0.result.flaws.map(\.words)) },
    Field("seed", .number) { .exactly($0.result.seed) },
    Field("data", .text) { .text($0.result.data.description) },
    Field("statement", .text) { .text($0.result.statement) },
    Field("version", .text) { .text($0.result.version) },
  ]

  /// The fields that metrics are, in their order. Reading one throws a `Failure` where it is not defined.
  private static func metrics(where isOne: (any Metric) -> Bool) -> [Field<ResultValue>] {
    Metrics.shown(in: .field).filter(isOne).map { metric in
      Field(metric.name, .number) {
        guard let value = metric.value(of: $0.result.judged) else { throw metric.absence }
        return .number(value)
      }
    }
  }

  private static let sharedNames = ["track", "artist", "duplicate"]

  /// Test items that share something with training, by what they share.
  /// - Throws: a `Failure` where nobody knows what the network was trained on, since no number would be true.
  private func leakage() throws -> Value {
    guard let leakage = result.leakage else {
      throw Failure(
        "the leakage is not known, since the network does not say what it was trained on",
        fix: "fit the network and save it with Étude, or judge its recipe with crossval")
    }
    let counts = [leakage.track, leakage.artist, leakage.duplicate]
    return .list(ListValue(of: .number, zip(Self.sharedNames, counts).map { ($0, .count($1)) }))
  }
}
