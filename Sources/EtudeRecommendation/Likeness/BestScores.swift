/// The highest of many scores, of which most are passed over by a rougher bound.
package enum BestScores {
  /// The `room` best by falling score; of equals, the one at the lower place.
  ///
  /// - Parameters:
  ///   - bounds: for each place a number that its score does not exceed.
  ///   - score: asked of those alone that the bounds leave in doubt.
  package static func of(_ bounds: [Float], room: Int, score: (Int) -> Float) -> [(place: Int, score: Float)]
  {
    guard room > 0 else { return [] }
    var heap = WorstFirst()
    for place in bounds.indices {
      guard let least = heap.first, heap.count == room else {
        heap.insert((place, score(place)))
        continue
      }
      // A later place has to be above the worst, not level with it.
      guard bounds[place] > least.score else { continue }
      let score = score(place)
      if score > least.score { heap.replaceFirst(with: (place, score)) }
    }
    return heap.entries.sorted { ($1.score, $0.place) < ($0.score, $1.place) }
  }

  /// A binary heap with the worst entry on top.
  private struct WorstFirst {
    typealias Entry = (place: Int, score: Float)
    private(set) var entries: [Entry] = []

    var first: Entry? { entries.first }
    var count: Int { entries.count }

    private func isWorse(_ left: Int, _ right: Int) -> Bool {
      (entries[left].score, entries[right].place) < (entries[right].score, entries[left].place)
    }

    mutating func insert(_ entry: Entry) {
      entries.append(entry)
      var place = entries.count - 1
      while place > 0, isWorse(place, (place - 1) / 2) {
        entries.swapAt(place, (place - 1) / 2)
        place = (place - 1) / 2
      }
    }

    mutating func replaceFirst(with entry: Entry) {
      entries[0] = entry
      var place = 0
      while true {
        var worst = place
        for child in [2 * place + 1, 2 * place + 2] where child < entries.count && isWorse(child, worst) {
          worst = child
        }
        if worst == place { return }
        entries.swapAt(place, worst)
        place = worst
      }
    }
  }
}
