import EtudeCore
import EtudeLanguage

/// One number of many: the numbers of a list, of an array or of a series, in the unit that they have.
enum Statistic {
  private static let numbers = TypedOperand(
    many: "numbers",
    TypedAccepts<Value>(
      [.share(Accepts.all)] + [Dimension.time, .frequency, .level].map { .quantity($0, Accepts.all) }
        + [.kind(.array)], read: { $0 }, write: { $0 }),
    help: "a list of numbers or quantities, or an array")

  /// - Parameters:
  ///   - least: how many numbers there must be.
  ///   - compute: the statistic of them, in base units.
  static func verb(
    _ name: String, _ summary: String, least: Int = 1, examples: [String],
    _ compute: @escaping @Sendable ([Double]) -> Double
  ) -> Verb {
    Verb(
      name, summary, section: .asking, operands: [numbers],
      result: .rule { call in
        guard case .list(let element, _)? = call.value(of: numbers)?.type else {
          return StaticValue(.unknown)
        }
        return StaticValue(element == .kind(.array) ? .number : element)
      }, examples: examples
    ) { call in
      let values = try call[numbers].map(\.value)
      if let first = values.first?.type, let other = values.first(where: { !$0.type.agrees(with: first) }) {
        throw Failure(
          "\(name) cannot put \(first.described) and \(other.type.described) together",
          fix: "give it one kind")
      }
      let all = values.flatMap(\.numbers)
      guard all.count >= least else {
        throw Failure(
          "\(name) needs at least \(least.of("number")), and there \(all.count == 1 ? "is" : "are") \(all.count)",
          fix: "ask first how many there are: if xs.count >= \(least) { … }")
      }
      let result = compute(all)
      guard case .quantity(let quantity)? = values.first else { return .number(result) }
      return .quantity(Quantity(result, quantity.unit))
    }
  }

  /// The mean.
  static func mean(_ numbers: [Double]) -> Double { numbers.reduce(0, +) / Double(numbers.count) }
}

extension Value {
  /// The numbers that it is or holds, in base units.
  fileprivate var numbers: [Double] {
    if case .object(let array as ArrayValue) = self { return array.values.map(Double.init) }
    return size.map { [$0] } ?? []
  }
}

extension Accepts {
  /// Every number that there is.
  static let all = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
}
