/// A value of the language.
public enum Value: Sendable {
  case number(Double)
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
  public let element: ValueType
  public let items: [(label: String?, value: Value)]

  public init(of element: ValueType, _ items: [(label: String?, value: Value)]) {
    self.element = element
    self.items = items
  }

  public var values: [Value] { items.map(\.value) }
}

/// A value of a kind that the vocabulary declares.
public protocol ObjectValue: Sendable {
  var kind: Kind { get }
  /// What a cell shows: one line, or a few.
  var summary: String { get }
  /// What it is called, as a clip is; nil for what has no name of its own.
  var name: String? { get }
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
}

extension ObjectValue {
  public var name: String? { nil }
  public var digest: String? { nil }
  public var count: Int? { nil }
  public func element(at index: Int) throws -> Value { .nothing }
  public func element(named name: String) throws -> Value { .nothing }
}

extension Value {
  public var type: ValueType {
    switch self {
    case .number: .number
    case .quantity(let quantity): .quantity(quantity.dimension)
    case .text: .text
    case .flag: .flag
    case .list(let list):
      .list(
        of: list.element,
        labels: list.items.contains { $0.label != nil } ? list.items.map { $0.label ?? "" } : nil)
    case .object(let object): .kind(object.kind)
    case .nothing: .nothing
    }
  }
}
