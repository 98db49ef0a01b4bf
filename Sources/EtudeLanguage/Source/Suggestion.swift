/// The nearest word to a mistyped one.
public enum Suggestion {
  /// The candidate that is fewest slips away, if that is few enough for the word's length; ties by alphabet.
  ///
  /// Short words are near to too many: of up to three letters the same ones in another order count, or one left out
  /// between the first and the last.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let limit = word.count <= 5 ? 1 : word.count <= 7 ? 2 : 3
    let lowered = word.lowercased()
    let best = candidates.filter { $0 != word && (word.count > 3 || isNear(lowered, $0.lowercased())) }
      .map { (distance: distance(lowered, $0.lowercased()), word: $0) }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    guard let best, best.distance <= limit, best.distance < word.count else { return nil }
    return best.word
  }

  private static func isNear(_ short: String, _ other: String) -> Bool {
    short.sorted() == other.sorted()
      || other.count == short.count + 1 && short.first == other.first && short.last == other.last
  }

  /// `did you mean 'folds'?`, or nil.
  static func question(_ word: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: word, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// Insertions, deletions, substitutions and swaps of neighbours between two words (Damerau and Levenshtein's
  /// distance, no substring edited twice).
  static func distance(_ first: String, _ second: String) -> Int {
    let a = Array(first.prefix(64))
    let b = Array(second.prefix(64))
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
