extension Double {
  /// The number with so many decimals, rounded half away from zero; `–` for what is no number.
  package func text(decimals: Int, minus: String = "-") -> String {
    guard isFinite else { return isNaN ? "–" : self < 0 ? minus + "∞" : "∞" }
    return DecimalText.fixed(self, decimals: decimals, minus: minus) ?? String(self)
  }

  /// As a share of one hundred: 0.7123 is `71.2 %`.
  package var percent: String { (self * 100).text(decimals: 1) + " %" }

  /// At most so many decimals, without zeros at the end.
  package func shortest(decimals: Int) -> String {
    var text = text(decimals: decimals)
    guard text.contains(".") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension String {
  /// The text without the spaces at its end.
  package var trimmingTrailingSpaces: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
