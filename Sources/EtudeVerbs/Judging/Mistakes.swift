import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let mistakes = Verb(
    "mistakes", "the songs judged wrongly, the most confident judgement first", section: .judging,
    operands: [Operands.result], options: [label, predicted], result: .type(.kind(.dataset)),
    examples: [
      "mistakes cv", "plot (mistakes cv)", "mistakes cv true: \"metal\" predicted: \"rock\"",
      "mistakes cv | where probability > 90%",
    ]
  ) { call in
    let result = try call[Operands.result].result
    let (label, predicted) = (try call.genre(label, of: result), try call.genre(predicted, of: result))
    return .object(
      DatasetValue(
        dataset: try result.mistakes(of: label, takenFor: predicted), work: call.environment.work))
  }

  private static let label = TypedOption(
    "true", .text, absence: "all", help: "only songs of this genre"
  ).naming("genres")
  private static let predicted = TypedOption(
    "predicted", .text, absence: "all", help: "only songs taken for this genre"
  ).naming("genres")
}

extension Call {
  /// The genre that an option names; nil if it is not given.
  /// - Throws: a failure of the option that lists the result's genres, if it has none of that name.
  fileprivate func genre(_ option: TypedOption<String?>, of result: Evaluation) throws -> String? {
    guard let name = try self[option] else { return nil }
    guard result.genres.contains(name) else {
      throw OptionFailure(
        option.label,
        Failure("the result has no genre '\(name)'", fix: "it has \(result.genres.joined(separator: ", "))"))
    }
    return name
  }
}
