import EtudeCore
import EtudeSound

extension Dataset {
  /// For each item the other items that are the same recording to the ear: shifted, encoded anew or of another gain.
  ///
  /// Only files are compared; songs that Étude plays itself differ by their seed. What was heard is kept on disk.
  /// - Throws: `Failure.interrupted`.
  public func nearEqualItems(work: Work = Work()) throws -> [String: Set<String>] {
    let files = wholeFiles()
    guard files.count > 1 else { return [:] }
    let digests = try files.itemDigests(work: work)
    var twins: [String: Set<String>] = [:]
    for (first, second) in try files.storedPairs(digests: digests, work: work) {
      twins[files[first].item, default: []].insert(files[second].item)
      twins[files[second].item, default: []].insert(files[first].item)
    }
    return twins
  }

  /// Positions of near-equal files: from the store, where the same files were compared before, or by listening.
  private func storedPairs(digests: [Digest], work: Work) throws -> [(Int, Int)] {
    let key = Digest.build {
      $0.append("twins 2")
      $0.append(SoundDefaults.version)
      for (clip, digest) in zip(clips, digests) {
        $0.append(clip.item)
        $0.append(clip.soundDigest(item: digest))
      }
    }
    if let kept: [UInt32] = work.store?.numbers(.twins, key), kept.count.isMultiple(of: 2),
      kept.allSatisfy({ $0 < count })
    {
      return stride(from: 0, to: kept.count, by: 2).map { (Int(kept[$0]), Int(kept[$0 + 1])) }
    }
    let prints = try Fingerprint.of(clips, digests: digests, work: work)
    let pairs = try nearEqualPairs(prints.map(\.orNothing), digests: digests, work: work)
    // What could not be read may be mended without another digest.
    if prints.allSatisfy({ $0 != nil }) {
      work.store?.keep(pairs.flatMap { [UInt32($0.first), UInt32($0.second)] }, as: .twins, under: key)
    }
    return pairs.map { ($0.first, $0.second) }
  }

  /// What its files sound like, for `twins(among:)` of other data.
  /// - Throws: `Failure.interrupted`.
  public func recordings(work: Work = Work()) throws -> [Recording] {
    let files = wholeFiles()
    let prints = try Fingerprint.of(files.clips, digests: files.itemDigests(work: work), work: work)
    return zip(files.clips, prints).map { Recording(of: $0, $1.orNothing) }
  }

  /// For each item those of the known recordings, by their items, that are the same to the ear: shifted, encoded anew or
  /// of another gain, or byte for byte.
  /// - Throws: `Failure.interrupted`.
  public func twins(among known: [Recording], work: Work = Work()) throws -> [String: Set<String>] {
    if known.isEmpty { return [:] }
    let files = wholeFiles()
    let heard = try Fingerprint.of(files.clips, digests: files.itemDigests(work: work), work: work)
    let prints = known.map(\.fingerprint) + heard.map(\.orNothing)
    var twins: [String: Set<String>] = [:]
    for pair in try NearEqualPair.find(prints, known: known.count, work: work) {
      let (recording, clip) = (known[pair.first], files[pair.second - known.count])
      if recording.item != clip.item { twins[clip.item, default: []].insert(recording.item) }
    }
    return twins
  }

  /// A clip for each readable file, from the beginning of its first to the end of its last clip.
  private func wholeFiles() -> Dataset {
    var order: [String] = []
    var whole: [String: Clip] = [:]
    for clip in clips where clip.isReadable && clip.file != nil {
      guard var known = whole[clip.item] else {
        order.append(clip.item)
        whole[clip.item] = clip
        continue
      }
      let end = clip.span.flatMap { span in known.span.map { max(known.start + $0, clip.start + span) } }
      known.start = min(known.start, clip.start)
      known.span = end.map { $0 - known.start }
      whole[clip.item] = known
    }
    return Dataset(order.compactMap { whole[$0] })
  }

  /// Pairs of different files that are one recording, though not the same bytes.
  func nearEqualPairs(_ prints: [Fingerprint], digests: [Digest], work: Work) throws -> [NearEqualPair] {
    try NearEqualPair.find(prints, work: work).filter { pair in
      let (first, second) = (self[pair.first], self[pair.second])
      return first.item != second.item
        && first.soundDigest(item: digests[pair.first]) != second.soundDigest(item: digests[pair.second])
    }
  }
}
