import EtudeCore
import EtudeSound

/// Two clips that are the same recording, or share a stretch of it.
struct NearEqualPair: Sendable, Hashable {
  let first: Int
  let second: Int
  /// Frames by which the second begins later in the recording.
  let shift: Int
  /// Share of the fingerprints' bits that differ, 0 … 0.5.
  let difference: Double

  /// Finds pairs among fingerprints: places where a word is equal vote for a pair and its shift; the shift with most
  /// votes is checked over all the frames in which the two overlap.
  ///
  /// Half the bits of unlike recordings differ. Haitsma and Kalker take 0.35 for one recording; but songs of one drum
  /// loop under different melodies come down to 0.14 with drums thirty times as loud, while copies stay below 0.12 at 32
  /// kbit/s of MP3, and below 0.11 with noise at -20 dB. A copy whose speed or tempo is changed by 1 % is not found: its
  /// frames soon lie elsewhere.
  /// - Throws: `Failure.interrupted`; a `Failure` if there are 1,048,576 or more.
  /// - Parameter known: so many, the first, are not compared with each other, nor are the others with each other; nil
  ///   compares all with all.
  static func find(_ prints: [Fingerprint], known: Int? = nil, work: Work) throws -> [NearEqualPair] {
    guard prints.count < 1 << 20 else {
      throw Failure(
        "\(prints.count) clips are too many to be compared with each other",
        fix: "take fewer than \(1 << 20), such as: sample songs per: 1000")
    }
    let candidates = try votes(prints, known: known, work: work).filter { $0.count >= 4 }.sorted {
      ($1.count, $0.key) < ($0.count, $1.key)
    }
    var tried: [Couple: Int] = [:]
    var found: [Couple: NearEqualPair] = [:]
    for (number, candidate) in candidates.enumerated() {
      if number % 16 == 0 { try work.checkCancelled() }
      let vote = Vote(key: candidate.key)
      let couple = Couple(first: vote.first, second: vote.second)
      guard found[couple] == nil, tried[couple, default: 0] < 4 else { continue }
      tried[couple, default: 0] += 1
      if let pair = best(prints, vote), pair.difference < oneRecording { found[couple] = pair }
    }
    return found.values.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// The share of bits that differ below which two are one recording.
  private static let oneRecording = 0.13

  /// A pair and a shift in steps of four frames, in one word that sorts fast.
  private struct Vote {
    let key: UInt64

    init(key: UInt64) { self.key = key }

    init(first: Int, second: Int, shift: Int) {
      key = UInt64(first) << 44 | UInt64(second) << 24 | UInt64((shift >> 2) + (1 << 23))
    }

    var first: Int { Int(key >> 44) }
    var second: Int { Int(key >> 24 & 0xF_FFFF) }
    /// The first of the four frames.
    var shift: Int { (Int(key & 0xFF_FFFF) - (1 << 23)) * 4 }
  }

  private struct Couple: Hashable {
    let first: Int
    let second: Int
  }

  /// How often an equal word speaks for a pair and a shift. Words that many frames have (silence, held notes) say
  /// nothing and are passed over.
  private static func votes(
    _ prints: [Fingerprint], known: Int?, work: Work
  ) throws -> [(key: UInt64, count: Int)] {
    let words = prints.reduce(0) { $0 + $1.words.count }
    // Each part has words of its own, so which part runs when makes no difference.
    let parts = (1 + words / wordsAtATime) * max(1, work.threads)
    let votes = try parallelMap(parts, threads: work.threads) { part in
      let places = try places(prints, work: work) { Int($0) % parts == part }
      let order = try PiecewiseSort.sorted(
        places.indices.map { UInt64(places[$0].word) << 32 | UInt64($0) }, work: work)
      return try self.votes(order.map { places[Int($0 & 0xFFFF_FFFF)] }, known: known, work: work)
    }
    return counted(try PiecewiseSort.sorted(Array(votes.joined()), work: work))
  }

  /// Words that all threads together sort at a time: 48 MB of places, however many songs there are.
  private static let wordsAtATime = 1 << 22

  /// Where a word is.
  private struct Place {
    let clip: UInt32
    let frame: Int32
    let word: UInt32
  }

  /// Places of words that may tell a recording from others: those that begin anew, of some words.
  private static func places(
    _ prints: [Fingerprint], work: Work, _ isWanted: (UInt32) -> Bool
  ) throws -> [Place] {
    var places: [Place] = []
    for (clip, print) in prints.enumerated() {
      if clip % 256 == 0 { try work.checkCancelled() }
      var last: UInt32?
      for (place, word) in print.words.enumerated() {
        if word != last, word != 0, word != .max, isWanted(word) {
          places.append(Place(clip: UInt32(clip), frame: Int32(place * print.spacing), word: word))
        }
        last = word
      }
    }
    return places
  }

  /// Votes of places in the order of their words.
  private static func votes(_ places: [Place], known: Int?, work: Work) throws -> [UInt64] {
    var votes: [UInt64] = []
    var start = 0
    var words = 0
    while start < places.count {
      if words % 4096 == 0 { try work.checkCancelled() }
      words += 1
      var end = start + 1
      while end < places.count && places[end].word == places[start].word { end += 1 }
      if end - start <= 16 {
        for left in start..<end {
          for right in left + 1..<end {
            let (first, second) = (places[left], places[right])
            guard first.clip != second.clip, known.map({ first.clip < $0 && second.clip >= $0 }) ?? true
            else { continue }
            votes.append(
              Vote(first: Int(first.clip), second: Int(second.clip), shift: Int(first.frame - second.frame))
                .key)
          }
        }
      }
      start = end
    }
    return votes
  }

  /// Each of some sorted keys once, with how often it occurs.
  private static func counted(_ keys: [UInt64]) -> [(key: UInt64, count: Int)] {
    var counts: [(key: UInt64, count: Int)] = []
    for key in keys {
      if counts.last?.key == key { counts[counts.count - 1].count += 1 } else { counts.append((key, 1)) }
    }
    return counts
  }

  /// The same of positions elsewhere.
  func between(_ first: Int, _ second: Int) -> NearEqualPair {
    NearEqualPair(first: first, second: second, shift: shift, difference: difference)
  }

  /// The exact shift near a vote's, and how far the two differ there.
  private static func best(_ prints: [Fingerprint], _ vote: Vote) -> NearEqualPair? {
    let shorter = min(prints[vote.first].frames, prints[vote.second].frames)
    // Five seconds, or most of a clip that is shorter.
    let least = min(Int(5 / Fingerprint.step), shorter * 8 / 10)
    guard least > 20 else { return nil }
    var best: NearEqualPair?
    for shift in vote.shift - 2...vote.shift + 5 {
      let difference = prints[vote.first].difference(from: prints[vote.second], shift: shift, least: least)
      guard let difference, difference < best?.difference ?? 1 else { continue }
      best = NearEqualPair(first: vote.first, second: vote.second, shift: shift, difference: difference)
    }
    return best
  }
}
