import EtudeCore
import EtudeData

extension LibraryIndex {
  /// The songs most like what is liked, in an order of small steps: from the liked on, each song near the last.
  ///
  /// Two orders are improved by reversing stretches as long as that brings neighbours nearer (2-opt), the one of
  /// falling likeness and the one that always goes to the nearest song left; the smoother is taken. A clip's score is
  /// its similarity with the one before, the first one's with what is liked.
  public func playlist(
    liked: [AskedSong], disliked: [AskedSong] = [], by sameness: Sameness = .track, count: Int = 20,
    work: Work = Work(), sharedTags: (([(Clip, Clip)]) throws -> [[String]])? = nil
  ) throws -> (dataset: Dataset, places: [Int]) {
    let chosen = try recommend(
      liked: liked, disliked: disliked, by: sameness, count: count, work: work, sharedTags: sharedTags)
    let starts = try liked.map { try embeddings.unitRow($0.direction) }
    let similarities = chosen.places.map { first in chosen.places.map { embeddings.similarity(first, $0) } }
    let likings = chosen.places.map { place in
      starts.map { embeddings.product(with: $0, song: place) }.max() ?? 0
    }
    let order = SmoothOrder(start: likings, similarities: similarities).order
    let clips = order.enumerated().map { step, song in
      var clip = chosen.dataset[song]
      let before = step > 0 ? order[step - 1] : nil
      clip.score = Double(before.map { similarities[$0][song] } ?? likings[song])
      clip.reason = before.map { "after \(chosen.dataset[$0].name)" } ?? clip.reason
      return clip
    }
    return (Dataset(clips), order.map { chosen.places[$0] })
  }
}

/// An order of songs in which neighbours are similar.
struct SmoothOrder {
  /// Each song's similarity with what the order starts from.
  private let start: [Float]
  /// `[songs, songs]`
  private let similarities: [[Float]]
  /// Positions of songs, the first one first.
  private(set) var order: [Int] = []

  init(start: [Float], similarities: [[Float]]) {
    self.start = start
    self.similarities = similarities
    let orders = [nearestFirst, Array(start.indices)].map(improved)
    order = smoothness(orders[1]) > smoothness(orders[0]) ? orders[1] : orders[0]
  }

  /// The sum of similarities from step to step.
  func smoothness(_ order: [Int]) -> Float {
    order.indices.reduce(0) { $0 + step(to: order[$1], from: $1 > 0 ? order[$1 - 1] : nil) }
  }

  private func step(to song: Int, from before: Int?) -> Float {
    before.map { similarities[$0][song] } ?? start[song]
  }

  /// Always the nearest song left; of equals, the first.
  private var nearestFirst: [Int] {
    var left = Array(start.indices)
    var order: [Int] = []
    while var best = left.indices.first {
      for place in left.indices
      where step(to: left[place], from: order.last) > step(to: left[best], from: order.last) { best = place }
      order.append(left.remove(at: best))
    }
    return order
  }

  /// Reverses stretches as long as neighbours come nearer.
  private func improved(_ order: [Int]) -> [Int] {
    var order = order
    var isBetter = order.count > 1
    while isBetter {
      isBetter = false
      for first in 0..<order.count - 1 {
        for last in first + 1..<order.count {
          let before = first > 0 ? order[first - 1] : nil
          var gain = step(to: order[last], from: before) - step(to: order[first], from: before)
          if last + 1 < order.count {
            gain += similarities[order[first]][order[last + 1]] - similarities[order[last]][order[last + 1]]
          }
          // More than rounding, so that it ends.
          guard gain > 1e-5 else { continue }
          order[first...last].reverse()
          isBetter = true
        }
      }
    }
    return order
  }
}
