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
  /// Half the bits of unlike recordings differ; below 0.3 two are one recording (Haitsma and Kalker take 0.35).
  static func find(_ prints: [Fingerprint], work: Work) throws -> [NearEqualPair] {
    var candidates = try votes(prints, work: work).filter { $0.value >= 4 }.map { ($0.key, $0.value) }
    candidates.sort {
      ($1.1, $0.0.first, $0.0.second, $0.0.shift) < ($0.1, $1.0.first, $1.0.second, $1.0.shift)
    }
    var tried: [Couple: Int] = [:]
    var pairs: [NearEqualPair] = []
    var found: Set<Couple> = []
    for (vote, _) in candidates {
      let couple = Couple(first: vote.first, second: vote.second)
      guard !found.contains(couple), tried[couple, default: 0] < 4 else { continue }
      tried[couple, default: 0] += 1
      guard let pair = best(prints, vote), pair.difference < 0.3 else { continue }
      found.insert(couple)
      pairs.append(pair)
    }
    return pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private struct Vote: Hashable {
    let first: Int
    let second: Int
    /// In steps of four frames.
    let shift: Int
  }

  private struct Couple: Hashable {
    let first: Int
    let second: Int
  }

  /// How often an equal word speaks for a pair and a shift. Words that many frames have (silence, held notes) say
  /// nothing and are passed over.
  private static func votes(_ prints: [Fingerprint], work: Work) throws -> [Vote: Int] {
    var places: [(word: UInt32, clip: Int32, frame: Int32)] = []
    for (clip, print) in prints.enumerated() {
      var last: UInt32 = 0
      for (frame, word) in print.words.enumerated() where word != last && word != 0 && word != .max {
        places.append((word, Int32(clip), Int32(frame)))
        last = word
      }
    }
    places.sort { ($0.word, $0.clip, $0.frame) < ($1.word, $1.clip, $1.frame) }
    var votes: [Vote: Int] = [:]
    var start = 0
    while start < places.count {
      if start % 4096 == 0 { try work.checkCancelled() }
      var end = start + 1
      while end < places.count && places[end].word == places[start].word { end += 1 }
      if end - start <= 24 {
        for left in start..<end {
          for right in left + 1..<end where places[left].clip != places[right].clip {
            let shift = Int(places[left].frame) - Int(places[right].frame)
            votes[
              Vote(first: Int(places[left].clip), second: Int(places[right].clip), shift: shift >> 2),
              default: 0] += 1
          }
        }
      }
      start = end
    }
    return votes
  }

  /// The exact shift near a vote's, and how far the two differ there.
  private static func best(_ prints: [Fingerprint], _ vote: Vote) -> NearEqualPair? {
    let shorter = min(prints[vote.first].words.count, prints[vote.second].words.count)
    // Five seconds, or most of a clip that is shorter.
    let least = min(Int(5 / Fingerprint.step), shorter * 8 / 10)
    guard least > 20 else { return nil }
    var best: NearEqualPair?
    for shift in vote.shift * 4 - 2...vote.shift * 4 + 5 {
      let difference = prints[vote.first].difference(from: prints[vote.second], shift: shift, least: least)
      guard let difference, difference < best?.difference ?? 1 else { continue }
      best = NearEqualPair(first: vote.first, second: vote.second, shift: shift, difference: difference)
    }
    return best
  }
}
