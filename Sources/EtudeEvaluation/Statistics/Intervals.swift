import EtudeCore

/// Wilson's score interval of a share (Wilson 1927), 95 % unless told.
///
/// - Parameters:
///   - share: the share observed, 0 … 1.
///   - count: independent observations; 0 gives 0 … 1.
///   - deviate: the normal quantile; 1.959964 for 95 %.
public func wilsonInterval(
  share: Double, count: Int, deviate: Double = 1.959963984540054
) -> ClosedRange<Double> {
  guard count > 0 else { return 0...1 }
  let observations = Double(count)
  let square = deviate * deviate
  let centre = (share + square / (2 * observations)) / (1 + square / observations)
  let spread =
    deviate / (1 + square / observations)
    * (share * (1 - share) / observations + square / (4 * observations * observations)).squareRoot()
  let lower = share <= 0 ? 0 : max(0, centre - spread)
  let upper = share >= 1 ? 1 : min(1, centre + spread)
  return lower...upper
}
