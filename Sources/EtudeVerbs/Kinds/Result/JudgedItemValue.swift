import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage

extension Kind {
  static let judgedItem = Kind("judged item")
}

/// A test item and what was said of it.
struct JudgedItemValue: DeclaredValue {
  let item: JudgedItem
  /// Of the genre that was chosen.
  let probability: Double

  static let declarations = [
    KindDeclaration(.judgedItem, "a test item and what was said of it", fields: fields)
  ]

  static let fields: [Field<JudgedItemValue>] = [
    Field("name", .text) { .text($0.item.name) },
    Field("track", .text) { .text($0.item.track) },
    Field("artist", .text) { .text($0.item.artist ?? "") },
    Field("label", .text) { .text($0.item.label) },
    Field("predicted", .text) { .text($0.item.predicted) },
    Field("probability", .number) { .number($0.probability) },
    Field("probabilities", .numbers) { .numbers($0.item.probabilities) },
    Field("fold", .number) { .count($0.item.fold) },
    Field("repeat", .number) { .count($0.item.repeat) },
  ]

  var kind: Kind { .judgedItem }
  var name: String? { item.name }
  var shortNames: [String] { NameForm.allCases.dropFirst().map { $0.of(item.name) } }
  var summary: String { "\(item.name) · \(item.label) · predicted \(item.predicted)" }
}
