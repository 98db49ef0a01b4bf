import EtudeCore
import Glibc

/// A mark on an axis.
package struct Tick: Sendable, Hashable {
  package var value: Double
  package var label: String
}

/// Marks at round numbers: 1, 2 or 5 times a power of ten apart.
package enum Ticks {
  /// The marks inside a range, at most `most` of them, at least two if `most` is 5 or more.
  package static func round(in range: ClosedRange<Double>, most: Int) -> [Tick] {
    let span = range.upperBound - range.lowerBound
    guard span.isFinite, range.lowerBound.isFinite, most > 0 else { return [] }
    guard span > 0 else { return [Tick(value: range.lowerBound, label: number(range.lowerBound))] }
    let step = roundStep(span: span, most: max(2, most))
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard last >= first, last - first <= 1000, abs(first) < 1e15 else { return [] }
    let decimals = max(0, Int(-log10(step).rounded(.down)))
    // Of numbers that are all near 0, zeros behind a point say nothing; two digits have to tell the marks apart.
    let largest = max(abs(range.lowerBound), abs(range.upperBound))
    let isTiny = largest < 1e-4 && step >= largest / 10
    return (Int(first)...Int(last)).map { index in
      let value = Double(index) * step
      return Tick(value: value, label: isTiny ? number(value) : fixed(value, decimals: min(decimals, 9)))
    }
  }

  /// The smallest of 1, 2, 5 × 10ⁿ that gives no more than `most` marks.
  static func roundStep(span: Double, most: Int) -> Double {
    let wanted = span / Double(most)
    let power = pow(10, log10(wanted).rounded(.down))
    for factor in [1.0, 2, 5, 10] {
      let step = factor * power
      if (span / step + 1e-9).rounded(.down) + 1 <= Double(most) { return step }
    }
    return 20 * power
  }

  /// A range widened to round numbers, and given some width if it has none.
  package static func widened(_ values: [Double], including: [Double] = []) -> ClosedRange<Double> {
    let finite = (values + including).filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    guard high > low else {
      let margin = max(0.5, abs(low) * 0.1)
      return (low - margin)...(high + margin)
    }
    let step = roundStep(span: high - low, most: 6)
    guard step.isFinite, step > 0 else { return low...high }
    return ((low / step + 1e-9).rounded(.down) * step)...((high / step - 1e-9).rounded(.up) * step)
  }

  /// A range of round numbers in which values lie with some room around them, so that no marker is cut by the frame.
  package static func roomy(_ values: [Double]) -> ClosedRange<Double> {
    let finite = values.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max(), (high - low).isFinite else {
      return widened(values)
    }
    return widened([low - (high - low) * 0.02, high + (high - low) * 0.02])
  }

  /// A number as text with so many decimals; no minus before zero.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    return value.text(decimals: decimals, minus: "−")
  }

  /// A number as short as it can be said with three or so digits.
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    let size = abs(value)
    if size >= 1e6 || (size > 0 && size < 1e-4) { return String(format(value)) }
    let decimals =
      size >= 100 || value == value.rounded() ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 5
    return fixed(value, decimals: decimals)
  }

  /// Both ends of a range, as short as `number` and without zeros at the end; whole numbers whole.
  static func ends(of range: ClosedRange<Double>) -> (first: String, last: String) {
    (end(range.lowerBound), end(range.upperBound))
  }

  private static func end(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return fixed(value, decimals: 0) }
    var text = number(value)
    guard text.contains("."), !text.contains("e") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// A share as a whole percentage; only all is "100 %" and only nothing "0 %": what is nearer than a tenth to one of them
  /// is said to be.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    let percentage = share * 100
    let isNearlyAll = percentage >= 99.5 && percentage < 100 - 1e-6
    let isNearlyNothing = percentage < 0.5 && percentage > 1e-6
    guard isNearlyAll || isNearlyNothing else { return fixed(percentage, decimals: 0) + " %" }
    if percentage < 0.05 { return "< 0.1 %" }
    return percentage >= 99.95 ? "> 99.9 %" : fixed(percentage, decimals: 1) + " %"
  }

  private static func format(_ value: Double) -> Substring {
    let exponent = Int(log10(abs(value)).rounded(.down))
    let mantissa = value / pow(10, Double(exponent))
    return Substring(fixed(mantissa, decimals: 1) + "e\(exponent)")
  }
}
