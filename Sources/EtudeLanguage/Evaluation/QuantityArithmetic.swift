extension Unit {
  /// Units in one base unit where that is a whole number: division by it is exact where a product is not.
  private var perBase: Double? {
    switch self {
    case .milliseconds: 1000
    case .percent: 100
    default: nil
    }
  }

  /// A number of these units, in base units.
  func base(_ written: Double) -> Double { perBase.map { written / $0 } ?? written * scale }

  /// A value in base units as a number of these units.
  func written(_ base: Double) -> Double { perBase.map { base * $0 } ?? base / scale }
}

extension Quantity {
  /// The number that is written before the unit.
  public var written: Double { unit.written(value) }

  /// A number as it is written before its unit: `Quantity(written: 30, .percent)` has the value 0.3.
  public init(written number: Double, _ unit: Unit) { self.init(unit.base(number), unit) }
}
