import EtudeCore

/// Which clips are one recording in several files, whatever their gain, encoding and beginning.
public enum SameRecording {
  /// Pairs of positions among `clips`, the lower one first; a clip that cannot be read is no one's twin.
  public static func pairs(among clips: [Clip], work: Work = Work()) throws -> [(first: Int, second: Int)] {
    let digests = try ItemDigests.of(clips, work: work)
    let prints = try Listening.to(clips, digests: digests, work: work).map(\.fingerprint)
    return try NearEqualPair.find(prints, work: work).filter {
      !$0.isExpected(of: clips[$0.first].track, clips[$0.second].track)
    }.map { (min($0.first, $0.second), max($0.first, $0.second)) }
  }
}
