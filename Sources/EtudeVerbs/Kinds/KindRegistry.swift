import EtudeLanguage
import EtudeSession

/// Every kind of value by its Swift type: what a kind has, and what can be done with it, is read from there.
enum KindRegistry {
  /// The kinds of the vocabulary. A session adds its own.
  static let types: [any DeclaredValue.Type] = [
    ClipValue.self, DatasetValue.self, SpectrogramValue.self, SpectrogramsValue.self, ModelValue.self,
    FittedValue.self, HistoryValue.self, ResultValue.self, PlanValue.self, FoldValue.self,
    FoldScoreValue.self, JudgedItemValue.self, PredictionValue.self, ArrayValue.self, IndexValue.self,
    StreamValue.self, PictureValue.self, TableValue.self, RowValue.self, EpochValue.self,
  ]

  static let declarations = types.flatMap { $0.declarations }

  /// The Swift type of a kind's values.
  static func type(of kind: Kind) -> (any DeclaredValue.Type)? { typeOfKind[kind] }

  private static let typeOfKind = Dictionary(
    (types + [SessionValue.self]).flatMap { type in type.declarations.map { ($0.kind, type) } },
    uniquingKeysWith: { first, _ in first })
}

extension ValueType {
  static let texts = ValueType.list(of: .text, labels: nil)
  static let numbers = ValueType.list(of: .number, labels: nil)
  static let time = ValueType.quantity(.time)
  static let frequency = ValueType.quantity(.frequency)
}
