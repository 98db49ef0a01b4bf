/// A number in decimals: the one rule by which texts and pictures round.
public enum DecimalText {
  /// The number's size in whole units of its last decimal shown, halves away from zero.
  ///
  /// A half is judged by the decimal number that is meant, not by the binary one next to it: 21 of 40 is 53 %, also where
  /// a mean of folds gives 0.524 999 999 999 999 9. Nil if it is not finite or too large to be shown in decimals.
  public static func units(_ value: Double, decimals: Int) -> Int? {
    let scale = (0..<max(0, decimals)).reduce(1.0) { power, _ in power * 10 }
    let scaled = value.magnitude * scale
    guard scaled < 1e15 else { return nil }
    // Above this a millionth of a millionth of it is no longer far below one unit.
    let meant = scaled < 1e9 ? scaled * (1 + 1e-12) : scaled
    return Int(meant.rounded())
  }

  /// The number with so many decimals and `minus` before it if what is shown lies below zero; nil as `units` is.
  public static func fixed(_ value: Double, decimals: Int, minus: String = "-") -> String? {
    guard let units = units(value, decimals: decimals) else { return nil }
    let digits = String(units)
    let sign = value < 0 && units > 0 ? minus : ""
    if decimals <= 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
