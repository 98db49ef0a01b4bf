/// A value of the language.
public enum Value: Sendable {
  case number(Double)
  /// A whole number beyond 2^53, where doubles have gaps, such as a seed. Its type is `number`; operators take its
  /// nearest double.
  case whole(UInt64)
  /// A number with a unit; a share (`30%`) is of type `number`.
  case quantity(Quantity)
  case text(String)
  case flag(Bool)
  case list(ListValue)
  case object(any ObjectValue)
  /// Nothing to show or to bind.
  case nothing
}

/// A number with a unit, held in the dimension's base unit: seconds, hertz, decibels, a share of one.
public struct Quantity: Hashable, Sendable {
  public let value: Double
  public let unit: Unit
  public var dimension: Dimension { unit.dimension }

  public init(_ value: Double, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }
}

/// A unit as it is written after a number. `30%` has the value 0.3.
public enum Unit: String, Hashable, Sendable, CaseIterable {
  case seconds = "s"
  case milliseconds = "ms"
  case minutes = "min"
  case hertz = "Hz"
  case kilohertz = "kHz"
  case decibels = "dB"
  case percent = "%"

  public var dimension: Dimension {
    switch self {
    case .seconds, .milliseconds, .minutes: .time
    case .hertz, .kilohertz: .frequency
    case .decibels: .level
    case .percent: .share
    }
  }

  /// Base units in one of this unit.
  public var scale: Double {
    switch self {
    case .seconds, .hertz, .decibels: 1
    case .milliseconds: 0.001
    case .minutes: 60
    case .kilohertz: 1000
    case .percent: 0.01
    }
  }
}

/// Values of one type, each with a label or none.
public struct ListValue: Sendable {
  /// Fields that every list has.
  static let ownFields: [String: ValueType] = ["count": .number, "labels": .list(of: .text, labels: nil)]

  public let element: ValueType
  /// How many items it has.
  public let count: Int
  private let store: ListStore
  /// Whether any item has a label.
  let isNamed: Bool
  /// How much there is of it: items and bytes of strings, those of inner lists included.
  let weight: Int

  public init(of element: ValueType, _ items: [(label: String?, value: Value)]) {
    self.element = element
    count = items.count
    store = ListStore(items)
    isNamed = items.contains { $0.label != nil }
    weight = items.reduce(0) { sum, item in
      let (whole, isTooLarge) = sum.addingReportingOverflow(item.value.weight)
      return isTooLarge ? .max : whole
    }
  }

  /// One list behind the other.
  init(of element: ValueType, _ first: ListValue, _ second: ListValue) {
    self.element = element
    store = first.store.extended(from: first.count, by: second.items)
    count = first.count + second.count
    isNamed = first.isNamed || second.isNamed
    let (whole, isTooLarge) = first.weight.addingReportingOverflow(second.weight)
    weight = isTooLarge ? .max : whole
  }

  /// The items in order.
  public var items: [(label: String?, value: Value)] { store.items(count) }

  public var values: [Value] { items.map(\.value) }

  /// An item by its position, 0 ..< count.
  public func item(at index: Int) -> (label: String?, value: Value) { store.item(at: index) }

  /// The same list with other values, under its labels.
  func map(to type: ValueType, _ body: (Value) throws -> Value) rethrows -> ListValue {
    let element: ValueType = if case .list(let element, _) = type { element } else { type }
    return ListValue(of: element, try items.map { ($0.label, try body($0.value)) })
  }
}

/// A value of a kind that the vocabulary declares.
public protocol ObjectValue: Sendable {
  var kind: Kind { get }
  /// What a cell shows: one line, or a few.
  var summary: String { get }
  /// What it is called, as a clip is; nil for what has no name of its own.
  var name: String? { get }
  /// What else it may be called in a list of which no other is called so, the longest first.
  var shortNames: [String] { get }
  /// How it is written in a script, as an operand; nil for what has no such text.
  var written: String? { get }
  /// The digest by which a replay compares; nil where equality means nothing.
  var digest: String? { get }
  /// The field's value; only names from the kind's declaration are asked for.
  func field(_ name: String) throws -> Value
  /// Number of elements for indexing and `for`; nil if the kind has none.
  var count: Int? { get }
  /// Element by position, 0 ..< count.
  func element(at index: Int) throws -> Value
  /// Element by name; throws a `Failure` that says what names there are.
  func element(named name: String) throws -> Value
  /// The elements at these positions, in this order, as one value: of the same kind where the kind's declaration says so,
  /// else a list.
  func gathered(_ positions: [Int]) throws -> Value
}

extension ObjectValue {
  public var name: String? { nil }
  public var shortNames: [String] { [] }
  public var written: String? { nil }
  public var digest: String? { nil }
  public var count: Int? { nil }
  public func element(at index: Int) throws -> Value { .nothing }
  public func element(named name: String) throws -> Value { .nothing }
  public func gathered(_ positions: [Int]) throws -> Value {
    let elements = try positions.map { try element(at: $0) }
    return .list(ListValue(of: elements.first?.type ?? .unknown, elements.map { (nil, $0) }))
  }
}

extension Value {
  public var type: ValueType {
    switch self {
    case .number, .whole: .number
    case .quantity(let quantity): quantity.dimension == .share ? .number : .quantity(quantity.dimension)
    case .text: .text
    case .flag: .flag
    case .list(let list):
      .list(of: list.element, labels: list.isNamed ? list.items.map { $0.label ?? "" } : nil)
    case .object(let object): .kind(object.kind)
    case .nothing: .nothing
    }
  }
}

extension Value {
  /// The largest whole number up to which doubles hold every one: 2^53.
  static let largestExact = 9_007_199_254_740_992.0

  /// A whole number, held exactly: a seed, say.
  public static func exactly(_ number: UInt64) -> Value {
    number <= UInt64(largestExact) ? .number(Double(number)) : .whole(number)
  }

  /// The number that a value of type `number` is, a share as a share of one; nil for other values.
  public var numeric: Double? {
    switch self {
    case .number(let number): number
    case .whole(let whole): Double(whole)
    case .quantity(let quantity): quantity.dimension == .share ? quantity.value : nil
    default: nil
    }
  }

  /// The same of a quantity too, in base units.
  var magnitude: Double? { if case .quantity(let quantity) = self { quantity.value } else { numeric } }

  /// The whole number from 0 that a value is exactly; nil if it is none.
  var unsigned: UInt64? {
    switch self {
    case .number(let number): number <= Self.largestExact ? UInt64(exactly: number) : nil
    case .whole(let whole): whole
    default: nil
    }
  }

  /// How much there is of a value: 1, or the bytes of a string, or all that a list holds.
  var weight: Int {
    switch self {
    case .text(let text): max(1, text.utf8.count)
    case .list(let list): list.weight == .max ? .max : list.weight + 1
    default: 1
    }
  }
}
