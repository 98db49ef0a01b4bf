import EtudeCore
import EtudeData
import EtudePictures

/// Which tags of a song drive a decision, and when, `[tags, times]`.
struct TagSaliencyArray: ArrayMeaning {
  let clip: Clip
  let tags: [String]
  /// The genre that they speak for.
  let genre: String
  /// What the network gives that genre.
  let probability: Double
  /// How it was found, in words.
  let method: String

  func drawing(of array: ArrayValue) -> Drawing {
    Drawing(data: array.digest) { size, title in
      let windows = rows(of: array)
      let length = clip.length ?? 0
      return Picture.taggram(
        times: windows.indices.map { length * Double($0) / Double(windows.count) }, probabilities: windows,
        tags: tags,
        unit: "saliency", title: title ?? "What the decision for \(clip.name) rests on",
        subtitle: "tags that speak for \(genre), \(probability.percent) probable · \(method)", size: size)
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
