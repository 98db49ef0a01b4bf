import EtudeCore
import EtudeLanguage

/// A value that a picture suits.
protocol Drawable: DeclaredValue {
  func drawing(work: Work) throws -> Drawing
}

/// A value of which several go into one picture.
protocol DrawableTogether: DeclaredValue {
  static func drawing(of values: [Labelled<Self>]) -> Drawing
}

extension Drawing {
  /// The picture that suits a value of a type that `check` lets through.
  ///
  /// - Throws: a `Failure` for values that no picture suits all the same, such as an empty list.
  init(_ value: Value, work: Work) throws {
    switch value {
    case .object(let value as any Drawable): self = try value.drawing(work: work)
    case .list(let list): self = try Drawing(list)
    default: throw Self.refusal(of: value.type)
    }
  }

  private init(_ list: ListValue) throws {
    let bars = list.bars.map { Drawing(bars: $0) }
    let kind = list.firstObject.flatMap { type(of: $0) as? any DrawableTogether.Type }
    guard let drawing = bars ?? kind?.drawing(ofAll: list) else {
      throw Failure("there is no picture of this list", fix: "plot its elements one by one")
    }
    self = drawing
  }

  /// Refuses a type that no picture suits, before anything runs.
  static func check(_ type: ValueType) throws {
    let isDrawable =
      switch type {
      case .unknown, .list(of: .unknown, _), .list(of: .number, _): true
      case .kind(let kind): KindRegistry.type(of: kind) is any Drawable.Type
      case .list(of: .kind(let kind), _): KindRegistry.type(of: kind) is any DrawableTogether.Type
      default: false
      }
    if !isDrawable { throw refusal(of: type) }
  }

  private static func refusal(of type: ValueType) -> Failure {
    let kinds = KindRegistry.types.filter { $0 is any Drawable.Type }.flatMap {
      $0.declarations.map(\.kind.name)
    }
    return Failure(
      "there is no picture of \(type.described)", fix: "plot draws any of: \(kinds.joined(separator: ", "))")
  }
}

extension DrawableTogether {
  fileprivate static func drawing(ofAll list: ListValue) -> Drawing? {
    list.objects(as: Self.self).map(drawing)
  }
}
