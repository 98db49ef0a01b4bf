import EtudeCore

/// A map of saliency as a picture shows it: where it is finer than an eye can follow, neighbouring places are one spot, whose
/// value is their mean.
package struct SaliencySpots {
  /// Spots along each side at most.
  private static let most = 64

  package let map: Frames
  /// Of its columns; nil where those of the places are not known.
  package let times: StepTimes?
  /// How many places a spot is the mean of; nil where it is one.
  package let remark: String?

  package init(_ places: Frames, times: StepTimes?) {
    let bands = min(places.bands, Self.most)
    let count = min(places.count, Self.most)
    guard bands < places.bands || count < places.count else {
      (map, self.times, remark) = (places, times, nil)
      return
    }
    var sums = [Double](repeating: 0, count: bands * count)
    var counts = [Double](repeating: 0, count: bands * count)
    for band in 0..<places.bands {
      for column in 0..<places.count {
        let value = places[band, column]
        guard value.isFinite else { continue }
        let spot = band * bands / places.bands * count + column * count / places.count
        sums[spot] += Double(value)
        counts[spot] += 1
      }
    }
    map = Frames(
      bands: bands, count: count, values: zip(sums, counts).map { $1 > 0 ? Float($0 / $1) : .nan })
    self.times = times?.count == places.count ? times?.joined(into: count) : times
    remark =
      "a spot is the mean of \(Self.places(places.bands, bands)) × \(Self.places(places.count, count)) places"
  }

  /// How many of `places` one of `spots` holds: `4`, or `1–2` where not all hold as many.
  private static func places(_ places: Int, _ spots: Int) -> String {
    let (least, rest) = places.quotientAndRemainder(dividingBy: spots)
    return rest == 0 ? "\(least)" : "\(least)–\(least + 1)"
  }
}
