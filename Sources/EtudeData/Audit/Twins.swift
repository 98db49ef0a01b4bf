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
    let groups = EqualGroups(zip(files.clips, digests).map { $0.soundDigest(item: $1) })
    var twins: [String: Set<String>] = [:]
    for (first, second) in try files.storedPairs(groups, digests: digests, work: work) {
      for (one, other) in groups.couples(first, second) where files[one].item != files[other].item {
        twins[files[one].item, default: []].insert(files[other].item)
        twins[files[other].item, default: []].insert(files[one].item)
      }
    }
    return twins
  }

  /// Near-equal groups of files of one sound: from the store, where the same files were compared before, or by listening.
  private func storedPairs(
    _ groups: EqualGroups<Digest>, digests: [Digest], work: Work
  ) throws -> [(Int, Int)] {
    let key = Digest.build {
      $0.append("twins 3")
      $0.append(SoundDefaults.version)
      for sound in groups.keys { $0.append(sound) }
    }
    if let kept: [UInt32] = work.store?.numbers(.twins, key), kept.count.isMultiple(of: 2),
      kept.allSatisfy({ $0 < groups.count })
    {
      return stride(from: 0, to: kept.count, by: 2).map { (Int(kept[$0]), Int(kept[$0 + 1])) }
    }
    let firsts = groups.members.map { $0[0] }
    let prints = try Fingerprint.of(firsts.map { self[$0] }, digests: firsts.map { digests[$0] }, work: work)
    let pairs = try NearEqualPair.find(prints.map(\.orNothing), work: work)
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
    let (old, new) = (EqualGroups(known.map(\.fingerprint)), EqualGroups(heard.map(\.orNothing)))
    var twins: [String: Set<String>] = [:]
    for pair in try NearEqualPair.find(old.keys + new.keys, known: old.count, work: work) {
      for recording in old.members[pair.first].map({ known[$0] }) {
        for clip in new.members[pair.second - old.count].map({ files[$0] }) where recording.item != clip.item
        {
          twins[clip.item, default: []].insert(recording.item)
        }
      }
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

  /// Pairs of different files that are one recording, though not the same bytes; of files of one sound the first.
  func nearEqualPairs(_ prints: [Fingerprint], digests: [Digest], work: Work) throws -> [NearEqualPair] {
    let groups = EqualGroups(zip(clips, digests).map { $0.soundDigest(item: $1) })
    let firsts = groups.members.map { $0[0] }
    return try NearEqualPair.find(firsts.map { prints[$0] }, work: work)
      .map { $0.between(firsts[$0.first], firsts[$0.second]) }
      .filter { self[$0.first].item != self[$0.second].item }
  }
}
