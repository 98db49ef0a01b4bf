extension Double {
  /// The number with so many decimals, rounded half away from zero; `–` for what is no number.
  package func text(decimals: Int, minus: String = "-") -> String {
    guard isFinite else { return isNaN ? "–" : self < 0 ? minus + "∞" : "∞" }
    return DecimalText.fixed(self, decimals: decimals, minus: minus) ?? String(self)
  }

  /// As a share of one hundred: 0.7123 is `71.2 %`.
  package var percent: String { (self * 100).text(decimals: 1) + " %" }

  /// A measured number that is not negative, in two or three digits: `0.0012`, `0.051`, `5.93`, `27.1`, `406`; `0` for none.
  package var briefly: String {
    self == 0 ? "0" : text(decimals: self < 0.01 ? 4 : self < 1 ? 3 : self < 10 ? 2 : self < 100 ? 1 : 0)
  }

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
