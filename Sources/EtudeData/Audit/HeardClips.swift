import EtudeCore

/// Clips that were listened to once, to be asked which of them are one recording in several files, whatever their gain,
/// encoding and beginning.
public struct HeardClips: Sendable {
  private let prints: [Fingerprint]

  /// Listens to clips; what was heard before comes from the store of `work`.
  public init(_ clips: [Clip], work: Work = Work()) throws {
    let digests = try ItemDigests.of(clips, work: work)
    prints = try Fingerprint.of(clips, digests: digests, work: work).map(\.orNothing)
  }

  /// Pairs of positions among the clips, the lower one first; a clip that cannot be read is no one's twin.
  public func pairs(work: Work = Work()) throws -> [(first: Int, second: Int)] {
    try NearEqualPair.find(prints, work: work).map { (min($0.first, $0.second), max($0.first, $0.second)) }
  }
}
