/// What an operand or an option takes, with its range, and the Swift type as which a verb's body reads it.
public struct TypedAccepts<Held: Sendable>: Sendable {
  public let accepts: [Accepts]
  /// What the body reads; nil of a value that `accepts` does not let through.
  public let read: @Sendable (Value) -> Held?
  /// The value that is read so: a default's, as help shows it and a saved script writes it out.
  public let write: @Sendable (Held) -> Value

  public init(
    _ accepts: [Accepts], read: @escaping @Sendable (Value) -> Held?,
    write: @escaping @Sendable (Held) -> Value
  ) {
    self.accepts = accepts
    self.read = read
    self.write = write
  }

  /// The same values, read as another type.
  public func map<Other>(
    _ make: @escaping @Sendable (Held) -> Other, back: @escaping @Sendable (Other) -> Held
  ) -> TypedAccepts<Other> {
    TypedAccepts<Other>(accepts, read: { read($0).map(make) }, write: { write(back($0)) })
  }
}

extension TypedAccepts where Held == Int {
  public static func whole(_ range: ClosedRange<Int>) -> Self {
    Self(
      [.integer(range)], read: { $0.magnitude.flatMap { Int(exactly: $0) } }, write: { .number(Double($0)) })
  }
}

extension TypedAccepts where Held == UInt64 {
  /// A whole number from 0 to 2^64 - 1.
  public static var seed: Self { Self([.seed], read: { $0.unsigned }, write: { .exactly($0) }) }
}

extension TypedAccepts where Held == Double {
  public static func number(_ range: ClosedRange<Double>) -> Self {
    Self([.number(range)], read: { $0.numeric }, write: { .number($0) })
  }

  /// A share of one: `30%` or `0.3`.
  public static func share(_ range: ClosedRange<Double> = 0...1) -> Self {
    Self([.share(range)], read: { $0.numeric }, write: { .quantity(Quantity($0, .percent)) })
  }

  /// Seconds; at most a day.
  public static func time(_ range: ClosedRange<Double> = 0...86_400) -> Self { quantity(.time, range) }
  /// Seconds, more than none.
  public static var duration: Self { time(.leastNonzeroMagnitude...86_400) }
  /// Hertz.
  public static func frequency(_ range: ClosedRange<Double>) -> Self { quantity(.frequency, range) }
  /// Decibels.
  public static func level(_ range: ClosedRange<Double>) -> Self { quantity(.level, range) }

  private static func quantity(_ dimension: Dimension, _ range: ClosedRange<Double>) -> Self {
    Self(
      [.quantity(dimension, range)], read: { $0.magnitude },
      write: { .quantity(Quantity($0, dimension.baseUnit)) })
  }
}

extension TypedAccepts where Held == String {
  public static var text: Self {
    Self([.text], read: { if case .text(let text) = $0 { text } else { nil } }, write: { .text($0) })
  }
}

extension TypedAccepts where Held == Bool {
  public static var flag: Self {
    Self([.flag], read: { if case .flag(let flag) = $0 { flag } else { nil } }, write: { .flag($0) })
  }
}

extension TypedAccepts where Held: RawRepresentable, Held.RawValue == String {
  /// Some of an enum's cases, by their raw values.
  public static func choice(_ cases: [Held]) -> Self {
    Self(
      [.choice(cases.map(\.rawValue))],
      read: { value in
        if case .text(let word) = value { cases.first { $0.rawValue == word } } else { nil }
      }, write: { .text($0.rawValue) })
  }
}

extension TypedAccepts where Held: CaseIterable & RawRepresentable, Held.RawValue == String {
  /// Any of an enum's cases, by its raw value.
  public static func choice(of type: Held.Type) -> Self { choice(Array(type.allCases)) }
}

extension TypedAccepts {
  /// A value of kinds that one Swift type holds.
  public static func object(_ kinds: Kind...) -> Self where Held: ObjectValue {
    Self(
      kinds.map { .kind($0) }, read: { if case .object(let object as Held) = $0 { object } else { nil } },
      write: { .object($0) })
  }

  /// A list taken whole; a single value is a list of one.
  public static func list<Item>(of item: TypedAccepts<Item>) -> Self where Held == [Item] {
    Self(
      item.accepts.map { .list(of: $0) }, read: { item.readAll(in: $0)?.map(\.value) },
      write: { items in
        let values = items.map(item.write)
        return .list(ListValue(of: values.first?.type ?? .unknown, values.map { (nil, $0) }))
      })
  }

  /// One, or a list taken whole.
  public static func oneOrList<Item>(of item: TypedAccepts<Item>) -> Self where Held == OneOrList<Item> {
    let list = TypedAccepts<[Item]>.list(of: item)
    return Self(
      item.accepts + list.accepts,
      read: { value in
        if case .list = value { return list.read(value).map(OneOrList.list) }
        return item.read(value).map(OneOrList.one)
      },
      write: { held in
        switch held {
        case .one(let one): item.write(one)
        case .list(let items): list.write(items)
        }
      })
  }

  /// Each item of a list with its label, or a single value without one; nil if any of them is not read.
  func readAll(in value: Value) -> [Labelled<Held>]? {
    guard case .list(let list) = value else { return read(value).map { [Labelled(nil, $0)] } }
    let items = list.items.compactMap { item in read(item.value).map { Labelled(item.label, $0) } }
    return items.count == list.items.count ? items : nil
  }
}

extension TypedAccepts {
  /// An expression that is asked for each element of the verb's first operand: what it comes to, a value an element.
  public static func each<Item>(_ item: TypedAccepts<Item>) -> Self where Held == [Item] {
    Self(
      [.each(of: item.accepts)], read: { item.readAll(in: $0)?.map(\.value) }, write: { _ in .nothing })
  }
}

extension TypedAccepts where Held == Value {
  /// What has an order or can be told apart: numbers, quantities, strings, yes and no.
  public static var plain: Self {
    let all = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    let quantities = [Dimension.time, .frequency, .level].map { Accepts.quantity($0, all) }
    return Self([.number(all)] + quantities + [.text, .flag], read: { $0 }, write: { $0 })
  }

  /// Any value at all, lists whole.
  public static var anything: Self { Self([.anything], read: { $0 }, write: { $0 }) }
}

/// One thing, or a list of them.
public enum OneOrList<Item: Sendable>: Sendable {
  case one(Item)
  case list([Item])

  /// All of them.
  public var items: [Item] {
    switch self {
    case .one(let item): [item]
    case .list(let items): items
    }
  }

  public var isList: Bool { if case .list = self { true } else { false } }
}

/// One of several values, with the label that its list gives it.
public struct Labelled<Held: Sendable>: Sendable {
  public let label: String?
  public let value: Held

  public init(_ label: String?, _ value: Held) {
    self.label = label
    self.value = value
  }
}
