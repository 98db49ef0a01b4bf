/// Up to which value a map of saliency has colours of its own.
///
/// In a map of many places a few can lie so far above all others that on a scale up to the greatest one nothing else is
/// seen; there the strongest hundredth of the places shares the last colour.
package struct SaliencyScale {
  /// From so many places on a hundredth is enough of them to be cut off.
  private static let leastPlaces = 1000
  private static let share = 0.01

  /// The value of the last colour; 0 where nothing speaks for the decision.
  package let top: Float
  /// What has to be said of the colours; nil where they reach up to the greatest value.
  package let remark: String?

  package init(_ values: [Float]) {
    let found = values.filter { $0.isFinite && $0 > 0 }.sorted()
    guard let greatest = found.last else {
      (top, remark) = (0, "nothing in this song speaks for it")
      return
    }
    // Of the places where something is: most of a map can be empty.
    let cut = found[max(0, min(found.count - 1, Int(Double(found.count) * (1 - Self.share))))]
    guard found.count >= Self.leastPlaces, cut < greatest / 2 else {
      (top, remark) = (greatest, nil)
      return
    }
    (top, remark) = (
      cut, "the strongest 1 % of the places, up to \(Ticks.number(Double(greatest))), share the last colour"
    )
  }
}
