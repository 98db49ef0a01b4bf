import EtudeCore

/// What operands and options accept: by type first, then by value.
extension Accepts {
  /// Whether a value of this type may be given, as one thing or as a list taken whole.
  func fits(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (_, .unknown): true
    case (.anything, _): type != .nothing
    case (.integer, .number), (.seed, .number), (.number, .number), (.share, .number): true
    case (.quantity(let wanted, _), .quantity(let given)): wanted == given
    case (.text, .text), (.choice, .text), (.flag, .flag): true
    case (.kind(let wanted), .kind(let given)): wanted == given
    case (.list(let item), .list(let element, _)): item.fits(element)
    case (.list(let item), _): item.fits(type)
    case (.each(let accepts), _): accepts.fits(type)
    default: false
    }
  }

  /// Whether a list is taken whole rather than one by one.
  var takesLists: Bool {
    switch self {
    case .list, .anything: true
    default: false
    }
  }

  /// What it is, for messages and help.
  var described: String {
    switch self {
    case .integer, .seed: "a whole number"
    case .number: "a number"
    case .quantity(let dimension, _): dimension.described
    // Without bounds it is any number, which is taken as it is written.
    case .share(let range): range.upperBound > 1e300 ? "a number" : "a share such as 30%"
    case .text: "a string"
    case .choice(let words): words.map { "\"\($0)\"" }.joined(last: "or")
    case .flag: "yes or no"
    case .kind(let kind): kind.described
    case .list(let item): "a list of \(item.plural)"
    case .anything: "any value"
    case .each(let accepts):
      if case .flag? = accepts.first {
        "a condition on each element"
      } else {
        "an expression over each element"
      }
    }
  }

  /// Whether it is asked for each element of another operand.
  var isEach: Bool { if case .each = self { true } else { false } }

  /// Whether it is written down; things are gathered, and there may be none.
  private var isChosen: Bool {
    switch self {
    case .kind, .anything, .each: false
    default: true
    }
  }

  private var plural: String {
    switch self {
    case .integer, .seed: "whole numbers"
    case .number: "numbers"
    case .quantity(let dimension, _): ValueType.quantity(dimension).plural
    case .share(let range): range.upperBound > 1e300 ? "numbers" : "shares"
    case .text, .choice: "strings"
    case .flag: "yes and no"
    case .kind(let kind): ValueType.kind(kind).plural
    case .list: "lists"
    case .anything, .each: "values"
    }
  }

  /// Why a value of a fitting type is refused: not whole, out of range, not among the choices; nil if it is not.
  func refusal(of value: Value, for name: String) -> Failure? {
    if let number = value.numeric, let refusal = refusal(of: value, number, for: name) { return refusal }
    switch (self, value) {
    case (.quantity(let dimension, let range), .quantity(let quantity)):
      let unit = dimension.baseUnit
      let bounds = Self.bounds(range) { ValueText.of(.quantity(Quantity($0, unit))) }
      return range.contains(quantity.value) ? nil : Self.outside(value, name, bounds)
    case (.choice(let words), .text(let text)):
      guard !words.contains(text) else { return nil }
      return Failure("'\(name)' cannot be \"\(text)\"", fix: "it is \(described)")
    case (.list(let item), .list(let list)):
      if list.items.isEmpty, item.isChosen {
        return Failure("'\(name)' cannot be an empty list", fix: "give at least one, or leave it out")
      }
      return list.values.lazy.compactMap { item.refusal(of: $0, for: name) }.first
    case (.list(let item), _): return item.refusal(of: value, for: name)
    default: return nil
    }
  }

  /// Why a number is refused.
  private func refusal(of value: Value, _ number: Double, for name: String) -> Failure? {
    switch self {
    case .integer(let range):
      guard number == number.rounded() else {
        return Failure("'\(name)' takes a whole number, not \(ValueText.of(value))", fix: Self.whole(range))
      }
      let isInside = Int(exactly: number).map(range.contains) ?? false
      return isInside ? nil : Self.outside(value, name, Self.whole(range))
    case .seed:
      return value.unsigned != nil
        ? nil : Self.outside(value, name, "give a whole number from 0 to \(UInt64.max)")
    case .number(let range):
      return range.contains(number)
        ? nil : Self.outside(value, name, Self.bounds(range) { ValueText.of(.number($0)) })
    case .share(let range):
      return range.contains(number) ? nil : Self.outside(value, name, Self.share(range))
    default: return nil
    }
  }

  /// A number as the verb's body is given it: plain, but where a share is taken.
  fileprivate func plain(_ value: Value) -> Value {
    switch (self, value) {
    case (.integer, .quantity), (.number, .quantity), (.seed, .quantity), (.integer, .whole),
      (.number, .whole):
      return value.numeric.map { .number($0) } ?? value
    case (.list(let item), .list(let list)):
      return .list(ListValue(of: list.element, list.items.map { ($0.label, item.plain($0.value)) }))
    case (.list(let item), _): return item.plain(value)
    default: return value
    }
  }

  private static func outside(_ value: Value, _ name: String, _ fix: String) -> Failure {
    Failure("'\(name)' cannot be \(ValueText.of(value))", fix: fix)
  }

  private static func whole(_ range: ClosedRange<Int>) -> String {
    if range.upperBound == .max { return "give a whole number, at least \(range.lowerBound)" }
    return "give a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  private static func share(_ range: ClosedRange<Double>) -> String {
    bounds(range) { ValueText.of(.quantity(Quantity($0, .percent))) }
  }

  private static func bounds(_ range: ClosedRange<Double>, _ text: (Double) -> String) -> String {
    let huge = 1e300
    if range.lowerBound == Double.leastNonzeroMagnitude, range.upperBound < huge {
      return "give more than \(text(0)), at most \(text(range.upperBound))"
    }
    if range.upperBound >= huge {
      return range.lowerBound == Double.leastNonzeroMagnitude
        ? "give more than 0" : "give at least \(text(range.lowerBound))"
    }
    return "give a value from \(text(range.lowerBound)) to \(text(range.upperBound))"
  }
}

extension [Accepts] {
  func fits(_ type: ValueType) -> Bool { contains { $0.fits(type) } }

  /// What may have been meant by a value of a fitting type that is refused, as it is written.
  func proposals(insteadOf value: Value) -> [String] {
    compactMap { accepts in
      switch (accepts, value) {
      case (.choice(let words), .text(let text)):
        Suggestion.nearest(to: text, among: words).map { "\"\($0)\"" }
      case (.flag, .text(let text)): Absences.flag(for: text)
      // 1.5 is no share, and 1.5 % is hardly what was meant.
      case (.share(let range), .number(let number)) where number >= 2 && range.contains(number / 100):
        "\(ValueText.of(value))%"
      default: nil
      }
    }
  }

  /// Whether a list of this type is to be taken one by one.
  func broadcasts(_ type: ValueType) -> Bool {
    guard case .list(let element, _) = type, !contains(where: \.isEach) else { return false }
    return !contains { $0.takesLists && $0.fits(type) } && fits(element)
  }

  /// Whether a value of this type is taken whole.
  func takes(_ type: ValueType) -> Bool {
    if case .list = type { return contains { $0.takesLists && $0.fits(type) } }
    return fits(type)
  }

  var described: String { map(\.described).joined(last: "or") }

  /// Why a value is refused by all that fit its type; nil if one takes it.
  func refusal(of value: Value, for name: String) -> Failure? {
    let fitting = filter { $0.fits(value.type) }
    let refusals = fitting.map { $0.refusal(of: value, for: name) }
    return refusals.contains { $0 == nil } ? nil : refusals.first ?? nil
  }

  /// A single value as the list that is asked for; numbers plain, where no share is taken; else the value as it is.
  func coerced(_ value: Value) -> Value {
    let value = first { $0.fits(value.type) }?.plain(value) ?? value
    if value.type.isList { return value }
    let wantsList = contains { if case .list = $0 { $0.fits(value.type) } else { false } }
    let takesOne = contains { if case .list = $0 { false } else { $0.fits(value.type) } }
    return wantsList && !takesOne ? .list(ListValue(of: value.type, [(nil, value)])) : value
  }
}

extension Dimension {
  /// The unit that a bound is written in.
  var baseUnit: Unit {
    switch self {
    case .time: .seconds
    case .frequency: .hertz
    case .level: .decibels
    case .share: .percent
    }
  }
}

extension Verb {
  /// Whether a value of a type may stand among the operands, or a list of such values.
  func takes(_ type: ValueType) -> Bool { operands.contains { $0.takesOrGoesOver(type) } }
}

extension Operand {
  /// Whether it takes a value of a type, or each of a list of such values.
  func takesOrGoesOver(_ type: ValueType) -> Bool { accepts.fits(type) || accepts.broadcasts(type) }
}
