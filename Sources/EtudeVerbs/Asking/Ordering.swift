import EtudeLanguage

/// The order of plain values: numbers and quantities by size, strings by their characters, no before yes.
enum Ordering {
  /// Whether a type has an order.
  static func orders(_ type: ValueType) -> Bool {
    switch type {
    case .number, .quantity, .text, .flag, .unknown: true
    case .list, .kind, .nothing: false
    }
  }

  /// Whether one value comes before another; what is not a number comes last.
  static func precedes(_ first: Value, _ second: Value) -> Bool {
    switch (first, second) {
    case (.text(let first), .text(let second)): return first < second
    case (.flag(let first), .flag(let second)): return !first && second
    default:
      guard let first = first.size, let second = second.size else { return false }
      return first < second || second.isNaN && !first.isNaN
    }
  }

  /// Positions in order; equal ones stay as they are.
  static func positions(of keys: [Value], descending: Bool) -> [Int] {
    keys.indices.sorted { a, b in
      let isBefore = descending ? precedes(keys[b], keys[a]) : precedes(keys[a], keys[b])
      let isAfter = descending ? precedes(keys[a], keys[b]) : precedes(keys[b], keys[a])
      return isBefore || !isAfter && a < b
    }
  }
}

extension Value {
  /// A number, or a quantity in base units; nil for other values.
  var size: Double? {
    if case .quantity(let quantity) = self { quantity.value } else { numeric }
  }
}
