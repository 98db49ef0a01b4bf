/// Times as people write them into tables: `83.5`, `83,5` and `1:23.5`.
enum TimeText {
  /// Why a text is no time.
  struct Reason: Error {
    let text: String
  }

  /// Seconds.
  ///
  /// - Parameter isDecimalComma: whether a comma can only stand before decimals, since it does not part the fields.
  static func seconds(_ text: String, isDecimalComma: Bool) -> Result<Double, Reason> {
    Result { () throws(Reason) in
      let commas = text.utf8.count { $0 == UInt8(ascii: ",") }
      let decimals = text.lastIndex(of: ",").map { text[$0...].utf8.count - 1 }
      if commas > 1 || (commas == 1 && text.contains(".")) { throw none }
      // No thousands begin with a zero.
      if !isDecimalComma, decimals == 3, !text.hasPrefix("0"), let place = text.lastIndex(of: ",") {
        let digits = text[text.index(after: place)...]
        throw Reason(
          text:
            "which may be \(text[..<place]).\(digits) or \(text[..<place])\(digits): write the one that is meant"
        )
      }
      let plain = String(text.map { $0 == "," ? "." : $0 })
      let parts = plain.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count > 1 else { return try number(plain) }
      // Minutes and seconds, or hours before them.
      guard parts.count <= 3, parts.dropLast().allSatisfy({ isDigits($0) && $0.utf8.count <= 6 }),
        parts.dropFirst().dropLast().allSatisfy({ $0.utf8.count == 2 }), let last = parts.last,
        isDigits(last.prefix(2)), last.prefix(2).utf8.count == 2,
        last.dropFirst(2).isEmpty || (last.dropFirst(2).hasPrefix(".") && isDigits(last.dropFirst(3)))
      else { throw none }
      let numbers = parts.compactMap { Double($0) }
      guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { throw none }
      return numbers.reduce(0) { $0 * 60 + $1 }
    }
  }

  private static let none = Reason(text: "not a number of seconds (as 83.5, or 1:23.5)")

  private static func number(_ text: String) throws(Reason) -> Double {
    let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || "+-.eE".utf8.contains($0) }
    guard isPlain, let number = Double(text) else { throw none }
    guard number.isFinite else { throw Reason(text: "too large a number of seconds") }
    return number
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
