import EtudeCore
import EtudeData
import EtudePictures

/// Which tags of a song drive a decision, and when, `[tags, times]`.
struct TagSaliencyArray: ArrayMeaning {
  let spectrogram: SpectrogramValue
  let times: StepTimes
  let tags: [String]
  /// The genre that they speak for.
  let genre: String
  /// Whether it is the genre that the network decides for.
  let isDecided: Bool
  /// What the network gives that genre.
  let probability: Double
  /// How it was found, in words.
  let method: String
  /// The layers of the network.
  let network: String

  func title(of array: ArrayValue) -> String {
    isDecided
      ? "What the decision for \(spectrogram.clip.name) rests on"
      : "What speaks for \(genre) in \(spectrogram.clip.name)"
  }

  func drawing(of array: ArrayValue) throws -> Drawing {
    let heading = Heading(
      title(of: array), network, "tags that speak for \(genre), \(probability.percent) probable", method,
      try spectrogram.unheard(times))
    return Drawing(heading, data: array.digest) { size, heading in
      let windows = rows(of: array)
      return Picture.taggram(
        times: times.edges.map { spectrogram.clip.start + $0 }, probabilities: windows, tags: tags,
        unit: "saliency", heading: heading, size: size)
    }
  }

  /// The most important tags with their shares of what speaks for the genre.
  func note(on array: ArrayValue) -> String? {
    let windows = rows(of: array)
    let sums = tags.indices.map { tag in windows.reduce(0) { $0 + $1[tag] } }
    let total = sums.reduce(0, +)
    let first = tags.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(5).filter { sums[$0] > 0 }
    let named = first.map { "\(tags[$0]) \((sums[$0] / total).percent)" }.joined(separator: ", ")
    return "for \(genre) (\(probability.percent)): \(named) · \(method)"
  }

  /// `[times][tags]`.
  private func rows(of array: ArrayValue) -> [[Double]] {
    let times = array.shape[1]
    return (0..<times).map { time in tags.indices.map { Double(array.values[$0 * times + time]) } }
  }
}
