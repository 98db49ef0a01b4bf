import EtudeCore

/// Operators: the type that they give, and the value. Errors are told apart by what the operator cannot join.
enum Arithmetic {
  /// The type of `left op right`.
  static func type(_ op: Operator, _ left: ValueType, _ right: ValueType) throws -> ValueType {
    if left == .unknown || right == .unknown { return op.isComparison ? .flag : .unknown }
    switch op {
    case .plus, .minus:
      switch (left, right) {
      case (.number, .number): return .number
      case (.quantity(let first), .quantity(let second)) where first == second: return left
      case (.list(let first, let labels), .list(let second, let others)) where op == .plus:
        guard first == second || first == .unknown || second == .unknown else { fallthrough }
        return .list(of: first == .unknown ? second : first, labels: try joined(labels, others))
      default: throw Self.cannot(op, left, right)
      }
    case .times:
      switch (left, right) {
      case (.number, .number): return .number
      case (.number, .quantity): return right
      case (.quantity, .number): return left
      default: throw Self.cannot(op, left, right)
      }
    case .divided:
      switch (left, right) {
      case (.number, .number): return .number
      case (.quantity, .number): return left
      case (.quantity(let first), .quantity(let second)) where first == second: return .number
      default: throw Self.cannot(op, left, right)
      }
    case .equal, .unequal:
      if (left == .text || left == .flag), left == right { return .flag }
      fallthrough
    default:
      switch (left, right) {
      case (.number, .number), (.number, .quantity(.share)), (.quantity(.share), .number): return .flag
      case (.quantity(let first), .quantity(let second)) where first == second: return .flag
      default: throw Self.cannot(op, left, right)
      }
    }
  }

  /// The labels of two lists one behind the other; nil where neither has any.
  private static func joined(_ first: [String]?, _ second: [String]?) throws -> [String]? {
    if let twice = first?.first(where: { !$0.isEmpty && second?.contains($0) == true }) {
      throw Failure("both lists have a '\(twice)'", fix: "give one of them another label")
    }
    guard let first, let second else { return nil }
    return first + second
  }

  /// The value of `left op right`.
  static func value(_ op: Operator, _ left: Value, _ right: Value) throws -> Value {
    let type = try type(op, left.type, right.type)
    switch (left, right) {
    case (.list(let first), .list(let second)):
      guard case .list(let element, _) = type else { return .nothing }
      return .list(ListValue(of: element, first.items + second.items))
    case (.text(let first), .text(let second)): return .flag((first == second) == (op == .equal))
    case (.flag(let first), .flag(let second)): return .flag((first == second) == (op == .equal))
    default: break
    }
    guard let first = magnitude(left), let second = magnitude(right) else { return .nothing }
    switch op {
    case .less: return .flag(first < second)
    case .lessOrEqual: return .flag(first <= second)
    case .greater: return .flag(first > second)
    case .greaterOrEqual: return .flag(first >= second)
    case .equal: return .flag(first == second)
    case .unequal: return .flag(first != second)
    case .plus: return with(unitOf: left, first + second)
    case .minus: return with(unitOf: left, first - second)
    case .times:
      if case .quantity = right { return with(unitOf: right, first * second) }
      return with(unitOf: left, first * second)
    case .divided:
      guard second != 0 else { throw Failure("division by zero", fix: "divide by something else") }
      if case .quantity = right { return .number(first / second) }
      return with(unitOf: left, first / second)
    }
  }

  /// The type of a signed value.
  static func signedType(_ op: Operator, _ type: ValueType) throws -> ValueType {
    switch type {
    case .number, .quantity, .unknown: return type
    default:
      throw Failure(
        "'\(op.rawValue)' stands before a number, not \(type.described)", fix: "take the sign out")
    }
  }

  static func signed(_ op: Operator, _ value: Value) throws -> Value {
    _ = try signedType(op, value.type)
    guard op == .minus, let number = magnitude(value) else { return value }
    return with(unitOf: value, -number)
  }

  private static func magnitude(_ value: Value) -> Double? {
    switch value {
    case .number(let number): number
    case .quantity(let quantity): quantity.value
    default: nil
    }
  }

  private static func with(unitOf value: Value, _ number: Double) -> Value {
    if case .quantity(let quantity) = value {
      .quantity(Quantity(number, quantity.unit))
    } else {
      .number(number)
    }
  }

  private static func fixOfComparison(_ left: ValueType, _ right: ValueType) -> String {
    if left != right { return "compare two values of one type" }
    return left == .text || left == .flag
      ? "compare them with '==' or '!='" : "compare numbers, quantities, strings, or yes and no"
  }

  private static func cannot(_ op: Operator, _ left: ValueType, _ right: ValueType) -> Failure {
    let fix: String? =
      switch (op, left, right) {
      case (.plus, .text, _), (.plus, _, .text): "put values into a string by name: \"{name}\""
      case (.plus, .quantity, .number), (.minus, .quantity, .number): "give the number a unit"
      case (.plus, .number, .quantity), (.minus, .number, .quantity): "give the number a unit"
      case (.times, .quantity, .quantity): "multiply by a plain number"
      default: op.isComparison ? fixOfComparison(left, right) : "sums join one kind"
      }
    let verb =
      switch op {
      case .plus: "add"
      case .minus: "subtract"
      case .times: "multiply"
      case .divided: "divide"
      default: "compare"
      }
    switch op {
    case .minus: return Failure("cannot subtract \(right.described) from \(left.described)", fix: fix)
    case .divided:
      return Failure(
        "cannot divide \(left.described) by \(right.described)",
        fix: op == .divided ? "divide by a number or by the same kind" : fix)
    default: return Failure("cannot \(verb) \(left.described) and \(right.described)", fix: fix)
    }
  }
}
