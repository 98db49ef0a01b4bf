import EtudeCore

/// Operators: the type that they give, and the value. Errors are told apart by what the operator cannot join.
enum Arithmetic {
  /// The type of `left op right`.
  static func type(_ op: Operator, _ left: ValueType, _ right: ValueType) throws -> ValueType {
    if op == .range { return try rangeType(left, right) }
    if op.isLogical { return try logicalType(op, left, right) }
    if left == .unknown || right == .unknown { return op.isComparison ? .flag : .unknown }
    if op.isArithmetic, let each = try elementwise(op, left, right) { return each }
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
      if case .list(let first, _) = left, case .list(let second, _) = right,
        first == .unknown || second == .unknown || (try? type(op, first, second)) != nil
      {
        return .flag
      }
      fallthrough
    default:
      switch (left, right) {
      case (.number, .number): return .flag
      case (.quantity(let first), .quantity(let second)) where first == second: return .flag
      default: throw Self.cannot(op, left, right)
      }
    }
  }

  /// The labels of two lists one behind the other; nil where neither has any.
  private static func joined(_ first: [String]?, _ second: [String]?) throws -> [String]? {
    let others = Set(second ?? [])
    if let twice = first?.first(where: { !$0.isEmpty && others.contains($0) }) {
      throw Failure("both lists have a '\(twice)'", fix: "give one of them another label")
    }
    guard let first, let second else { return nil }
    return first + second
  }

  /// The value of `left op right`.
  static func value(_ op: Operator, _ left: Value, _ right: Value) throws -> Value {
    let type = try type(op, left.type, right.type)
    switch (left, right) {
    case (.list(let first), .list(let second)) where op.isComparison:
      return .flag(try areEqual(first, second) == (op == .equal))
    case (.list(let first), .list(let second)):
      guard case .list(let element, _) = type else { return .nothing }
      return .list(ListValue(of: element, first, second))
    case (.list(let list), _):
      return .list(try list.map(to: type) { try value(op, $0, right) })
    case (_, .list(let list)):
      return .list(try list.map(to: type) { try value(op, left, $0) })
    case (.flag(let first), .flag(let second)) where op.isLogical:
      return .flag(op == .and ? first && second : first || second)
    case (.text(let first), .text(let second)): return .flag((first == second) == (op == .equal))
    case (.flag(let first), .flag(let second)): return .flag((first == second) == (op == .equal))
    default: break
    }
    guard let first = left.magnitude, let second = right.magnitude else { return .nothing }
    switch op {
    case .range: return .list(try range(first, second))
    case .and, .or: return .nothing
    case .less: return .flag(first < second && !areEqual(first, second))
    case .lessOrEqual: return .flag(first < second || areEqual(first, second))
    case .greater: return .flag(first > second && !areEqual(first, second))
    case .greaterOrEqual: return .flag(first > second || areEqual(first, second))
    case .equal: return .flag(areEqual(first, second))
    case .unequal: return .flag(!areEqual(first, second))
    case .plus: return try with(unitOf: left, first + second)
    case .minus: return try with(unitOf: left, first - second)
    case .times:
      let isLeft = left.isQuantity && right.numeric != nil
      return try with(unitOf: isLeft ? left : right, first * second)
    case .divided:
      guard second != 0 else { throw Failure("division by zero", fix: "divide by something else") }
      // Two of one kind, or two shares, give how often one goes into the other.
      let isRatio = right.isQuantity && (right.numeric == nil || left.numeric != nil)
      return try with(unitOf: isRatio ? .number(1) : left, first / second)
    }
  }

  /// The type of a list and one thing joined, each element by itself; nil for anything else.
  private static func elementwise(
    _ op: Operator, _ left: ValueType, _ right: ValueType
  ) throws -> ValueType? {
    switch (left, right) {
    case (.list, .list): return nil
    case (.list(let element, let labels), let other):
      return .list(of: element == .unknown ? .unknown : try type(op, element, other), labels: labels)
    case (let other, .list(let element, let labels)):
      return .list(of: element == .unknown ? .unknown : try type(op, other, element), labels: labels)
    default: return nil
    }
  }

  private static func logicalType(_ op: Operator, _ left: ValueType, _ right: ValueType) throws -> ValueType {
    for type in [left, right] where type != .flag && type != .unknown {
      throw Failure(
        "'\(op.rawValue)' joins yes and no, not \(type.described)", fix: "compare it with something")
    }
    return .flag
  }

  private static func rangeType(_ left: ValueType, _ right: ValueType) throws -> ValueType {
    for type in [left, right] where type != .number && type != .unknown {
      throw Failure("a range has whole numbers at its ends, not \(type.described)", fix: "such as 1..10")
    }
    return .list(of: .number, labels: nil)
  }

  /// Numbers that a range may hold.
  static let longestRange = 1_000_000

  /// The whole numbers from one to the other, both among them; descending if the first is larger.
  static func range(_ first: Double, _ last: Double) throws -> ListValue {
    let count = try rangeCount(first, last)
    let step: Double = first <= last ? 1 : -1
    return ListValue(of: .number, (0..<count).map { (nil, .number(first + step * Double($0))) })
  }

  /// How many numbers a range holds.
  /// - Throws: a failure if its ends are not whole, or it is too long.
  static func rangeCount(_ first: Double, _ last: Double) throws -> Int {
    for end in [first, last] where end != end.rounded() || abs(end) > Value.largestExact {
      throw Failure(
        "a range has whole numbers at its ends, not \(ValueText.of(.number(end)))", fix: "such as 1..10")
    }
    let distance = abs(last - first)
    guard distance < Double(longestRange) else {
      throw Failure(
        "the range would hold more than \(longestRange) numbers", fix: "let its ends be closer together")
    }
    return Int(distance) + 1
  }

  /// Whether two lists hold equal values in one order; labels count where both have them.
  private static func areEqual(_ first: ListValue, _ second: ListValue) throws -> Bool {
    guard first.count == second.count else { return false }
    for (one, other) in zip(first.items, second.items) {
      if first.isNamed, second.isNamed, one.label != other.label { return false }
      guard case .flag(true) = try value(.equal, one.value, other.value) else { return false }
    }
    return true
  }

  /// Whether two numbers are one but for what rounding did: they differ by less than 1e-12 of the larger.
  static func areEqual(_ first: Double, _ second: Double) -> Bool {
    first == second || abs(first - second) < 1e-12 * max(abs(first), abs(second))
  }

  /// The type of a signed value; of a list each element has the sign.
  static func signedType(_ op: Operator, _ type: ValueType) throws -> ValueType {
    switch type {
    case .number, .quantity, .unknown: return type
    case .list(let element, let labels):
      return .list(of: try signedType(op, element), labels: labels)
    default:
      throw Failure(
        "'\(op.rawValue)' stands before a number, not \(type.described)", fix: "take the sign out")
    }
  }

  static func signed(_ op: Operator, _ value: Value) throws -> Value {
    let type = try signedType(op, value.type)
    if case .list(let list) = value { return .list(try list.map(to: type) { try signed(op, $0) }) }
    guard op == .minus, let number = value.magnitude else { return value }
    return try with(unitOf: value, -number)
  }

  /// A number in the unit of a value, if that has one.
  /// - Throws: a failure if it is too large to be held.
  private static func with(unitOf value: Value, _ number: Double) throws -> Value {
    guard number.isFinite else { throw tooLarge }
    return if case .quantity(let quantity) = value {
      .quantity(Quantity(number, quantity.unit))
    } else {
      .number(number)
    }
  }

  static let tooLarge = Failure("the result is too large for a number", fix: "the largest is about 1.8e308")

  private static func fixOfComparison(_ left: ValueType, _ right: ValueType) -> String {
    switch (left, right) {
    case (.quantity, .number), (.number, .quantity): return "give the number a unit"
    case _ where left != right: return "compare two values of one type"
    default: break
    }
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
      case (_, .list, .list) where op.isArithmetic && op != .plus:
        "go over one of them with 'for'; '+' joins lists"
      case (.plus, .kind, _), (.plus, _, .kind): "'+' joins numbers, quantities of one kind, and lists"
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

extension Value {
  /// Whether it is written with a unit, `%` included.
  fileprivate var isQuantity: Bool { if case .quantity = self { true } else { false } }
}
