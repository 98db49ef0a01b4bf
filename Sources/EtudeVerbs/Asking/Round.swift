import EtudeCore
import EtudeLanguage

extension Verb {
  private static let x = TypedOperand(
    "x",
    TypedAccepts<Value>(
      [.share(Accepts.all), .list(of: .share(Accepts.all))]
        + [Dimension.time, .frequency, .level].flatMap { dimension -> [Accepts] in
          [.quantity(dimension, Accepts.all), .list(of: .quantity(dimension, Accepts.all))]
        }, read: { $0 }, write: { $0 }), help: "a number or a quantity, or a list of them")
  private static let decimals = TypedOption("to", .whole(0...15), default: 0, help: "decimals that it keeps")

  static let round = Verb(
    "round", "the nearest number with so many decimals; halves go away from zero", section: .asking,
    operands: [x], options: [decimals], result: .rule { StaticValue($0.value(of: x)?.type ?? .unknown) },
    examples: ["round 3.14159 to: 2", "round (mean [1, 2, 5])", "print \"{2 / 3:2}\""]
  ) { call in try call[x].rounded(to: call[decimals]) }
}

extension Value {
  /// A number or a quantity, in its unit, or each of a list, with so many decimals.
  fileprivate func rounded(to decimals: Int) -> Value {
    switch self {
    case .number(let number): .number(ValueText.rounded(to: decimals, number))
    case .quantity(let quantity):
      .quantity(
        Quantity(written: ValueText.rounded(to: decimals, quantity.written), quantity.unit))
    case .list(let list):
      .list(ListValue(of: list.element, list.items.map { ($0.label, $0.value.rounded(to: decimals)) }))
    default: self
    }
  }
}
