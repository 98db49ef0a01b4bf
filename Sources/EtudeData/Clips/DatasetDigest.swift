import EtudeCore

extension Clip {
  /// The digest of the sound that it is: of its item (of a file the SHA-256 of its bytes), which part of that, and at
  /// which rate.
  public func digest(work: Work = Work()) throws -> Digest {
    if case .file(let path) = source, FileIdentity(path) == nil {
      throw Failure.input("cannot open \(path)", fix: "check the path")
    }
    let item = try ItemDigests.of([self], work: work).first ?? FileDigests.unreadable
    return Digest.build {
      $0.append(soundDigest(item: item))
      $0.append(rate)
    }
  }

  /// The digest of the sound that the clip is: its item's, which part of it, and how it is altered.
  func soundDigest(item digest: Digest) -> Digest {
    Digest.build {
      $0.append(digest)
      $0.append(start)
      $0.append(span ?? -1)
      if let variation { $0.append(variation.digest) }
    }
  }
}

extension Clip {
  /// The same for all clips that are one part of the same bytes, whether the part's end is written down or is the file's.
  func partDigest(item digest: Digest) -> Digest {
    var part = self
    if let length { part.span = (length * 1000).rounded() / 1000 }
    return part.soundDigest(item: digest)
  }
}

extension Dataset {
  /// For each clip the digest of its item; files are read in parallel unless they are remembered.
  public func itemDigests(work: Work = Work()) throws -> [Digest] { try ItemDigests.of(clips, work: work) }

  /// The data's digest: over name, label, track, artist, start, length and item digest of every clip, in order.
  public func digest(work: Work = Work()) throws -> Digest { digest(items: try itemDigests(work: work)) }

  /// The data's digest, from item digests that are known already.
  func digest(items: [Digest]) -> Digest {
    Digest.build {
      $0.append("dataset")
      $0.append(clips.count)
      for (clip, item) in zip(clips, items) { clip.append(to: &$0, item) }
    }
  }

  /// For each clip the digest of its share of that.
  public func clipDigests(items: [Digest]) -> [Digest] {
    zip(clips, items).map { clip, item in Digest.build { clip.append(to: &$0, item) } }
  }
}

extension Clip {
  fileprivate func append(to digester: inout Digester, _ item: Digest) {
    digester.append(name)
    digester.append(label ?? "")
    digester.append(track)
    digester.append(artist ?? "")
    digester.append(start)
    digester.append(span ?? -1)
    digester.append(item)
  }
}
