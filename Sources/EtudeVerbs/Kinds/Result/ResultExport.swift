import EtudeCore
import EtudeEvaluation
import EtudeLanguage

extension ResultValue: Exportable, ExportableTogether {
  static let exportedAs: [FileFormat<ResultValue>] = [
    FileFormat("json") { try $1.write($0.result.json(settings: $0.settings.members)) },
    FileFormat("csv") { try $1.write($0.result.csv()) },
  ]

  static let exportedTogetherAs: [FileFormat<[Labelled<ResultValue>]>] = [
    FileFormat("json") { results, file in
      let results = results.labelled.enumerated().map {
        ($1.label, $1.result, results[$0].value.settings.members)
      }
      try file.write(Evaluation.json(of: results))
    },
    FileFormat("csv") { try $1.write(Evaluation.csv(of: $0.labelled)) },
  ]
}

extension [Setting] {
  /// Each as a member of a JSON object, numbers with all their digits.
  fileprivate var members: [JSONText.Member] {
    map { setting in
      (
        setting.name,
        { json in
          switch setting.value {
          case .number(let number):
            if let whole = Int(exactly: number) { json.number(whole) } else { json.number(number) }
          case .flag(let flag): json.raw(flag ? "true" : "false")
          case .text(let text): json.string(text)
          case .object(let object): json.string(object.name ?? object.kind.name)
          default: json.string(ValueText.label(setting.value))
          }
        }
      )
    }
  }
}
