import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension Verb {
  static let waterfall = Verb(
    "waterfall", "from a claimed result to a fair one, and what each step between them changes",
    section: .judging,
    operands: [results],
    result: .table(.waterfall) { call in
      try call.checkSeveral(
        results,
        Failure(
          "a waterfall goes from one result to another",
          fix: "give two or more: waterfall [claimed: a, whole_songs: b]"))
    },
    examples: [
      "plot (waterfall [claimed: a, whole_songs: b]) to: \"waterfall.png\"",
      "waterfall [first: a, second: b]",
    ]
  ) { call in
    let waterfall = try Waterfall(call[results].labelled)
    return .object(
      TableValue(
        table: waterfall.table, subject: waterfall, data: waterfall.steps.last?.result.data))
  }

  private static let results = TypedOperand<[Labelled<ResultValue>]>(
    many: "results", .object(.result), help: "the claimed one first, the fair one last")
}

extension Picture {
  static func waterfall(_ waterfall: Waterfall, heading: Heading, size: PictureSize) -> Picture {
    let bars = waterfall.steps.map {
      Bar(
        $0.result.stamped($0.label), $0.change ?? $0.result.accuracy, isInvalid: $0.result.stamp != nil)
    }
    let last = waterfall.steps.last?.result
    return bridge(
      from: bars.first ?? Bar("", 0), steps: Array(bars.dropFirst()), to: last?.stamped("fair") ?? "fair",
      fairIsInvalid: last?.stamp != nil, interval: last?.interval, heading: heading, size: size)
  }
}
