import EtudeCore

/// A step of a convolution as it is written: with so many digits that who multiplies and adds what is printed gets the
/// sum that is printed.
public struct WrittenStep: Sendable, Hashable {
  /// The kernel's numbers as `ConvolutionStep` has them.
  public let kernel: [[String]]
  /// What lies under it.
  public let window: [[String]]
  public let products: [[String]]
  public let sum: String

  fileprivate init(_ step: ConvolutionStep) {
    let sum = step.sum
    self.sum = Self.text(sum, decimals: 2)
    kernel = step.kernel.map { $0.map(Self.weight) }
    let weights = Array(step.kernel.joined())
    let values = Array(step.window.joined())
    let needed = Self.decimals(for: sum) { decimals in
      zip(weights, values).reduce(0) { $0 + $1.0 * Self.rounded($1.1, decimals: decimals) }
    }
    window = step.window.map { $0.map { Self.text($0, decimals: needed) } }
    let products = step.products
    let digits = Self.decimals(for: sum) { decimals in
      products.joined().reduce(0) { $0 + Self.rounded($1, decimals: decimals) }
    }
    self.products = products.map { $0.map { Self.text($0, decimals: digits) } }
  }

  /// The fewest decimals, two or more, with which numbers add up to a sum of two decimals.
  private static func decimals(for sum: Double, _ added: (Int) -> Double) -> Int {
    // What is so near the middle of two hundredths that more digits would not help is left to rounding.
    (2...9).first { added($0).text(decimals: 2) == sum.text(decimals: 2) } ?? 9
  }

  private static func rounded(_ value: Double, decimals: Int) -> Double {
    Double(value.text(decimals: decimals)) ?? value
  }

  /// A number, without decimals where it is whole.
  private static func text(_ value: Double, decimals: Int) -> String {
    value.text(decimals: value == value.rounded() ? 0 : decimals, minus: "−")
  }

  /// A weight in full: as a decimal of up to six places, else as a fraction, else with all its digits.
  static func weight(_ value: Double) -> String {
    let decimal = value.shortest(decimals: 6)
    if let short = Double(decimal), isSame(short, value) { return minus(decimal) }
    for denominator in 3...999 {
      let numerator = (value * Double(denominator)).rounded()
      if numerator != 0, isSame(numerator / Double(denominator), value) {
        return "\(numerator.text(decimals: 0, minus: "−"))/\(denominator)"
      }
    }
    return minus("\(value)")
  }

  private static func isSame(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-12 * abs(other)
  }

  private static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}

extension ConvolutionStep {
  /// Its numbers as texts and pictures write them.
  public var written: WrittenStep { WrittenStep(self) }
}
