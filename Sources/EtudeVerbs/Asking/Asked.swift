import EtudeCore
import EtudeLanguage

/// What the verbs that ask have in common: values with elements, and numbers to make one of.
enum Asked {
  /// What has elements: a list, a dataset, spectrograms, a plan, a table.
  static let data = TypedOperand("data", .anything, help: "what has elements: a list, a dataset, a table")

  /// Some of the elements of a value, before anything runs.
  static func some(of data: StaticValue?) throws -> StaticValue {
    guard let data, let some = Vocabulary.standard.gathered(data) else {
      return StaticValue(.unknown)
    }
    return some
  }

  /// Some of the elements of a value by position, as one value of its kind; a list keeps its labels.
  static func some(of data: Value, _ positions: [Int]) throws -> Value {
    switch data {
    case .list(let list):
      let items = list.items
      return .list(ListValue(of: list.element, positions.map { items[$0] }))
    case .object(let object): return try object.gathered(positions)
    default: throw Failure("\(data.type.described) has no elements")
    }
  }

  /// The elements of a value in order.
  static func elements(of data: Value) throws -> [Value] {
    switch data {
    case .list(let list): return list.values
    case .object(let object):
      guard let count = object.count else { break }
      return try (0..<count).map { try object.element(at: $0) }
    default: break
    }
    throw Failure("\(data.type.described) has no elements")
  }
}
