import EtudeCore
import EtudeSound

extension Fingerprint {
  /// Those of clips, in parallel; nil for a clip that cannot be read. Those that are known are read from the store, where
  /// an audit, or whoever made frames of the whole sound, may have left them.
  ///
  /// - Parameter digests: those of the clips' items.
  /// - Throws: `Failure.interrupted`.
  static func of(_ clips: [Clip], digests: [Digest], work: Work) throws -> [Fingerprint?] {
    let counter = ProgressCounter("listening", total: clips.count, work: work)
    return try parallelMap(clips.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      let clip = clips[index]
      guard clip.isReadable else { return nil }
      let sound = clip.soundDigest(item: digests[index])
      if let known = stored(sound, work.store) { return known }
      let made = try? made(of: clip, work.cancellation)
      try work.checkCancelled()
      if let made { keep(made, sound, work.store) }
      return made
    }
  }

  /// The fingerprint of sound at `rate`; of silence it says nothing.
  static func made(of sound: Sound, _ cancellation: Cancellation) throws -> Fingerprint {
    guard sound.samples.contains(where: { abs($0) >= Loudness.silence }) else {
      return Fingerprint(words: [])
    }
    return try Fingerprint(of: .held(sound), cancellation)
  }

  private static func made(of clip: Clip, _ cancellation: Cancellation) throws -> Fingerprint {
    if let part = clip.longPart {
      var levels = Levels()
      try AudioFile.stream(part, rate: rate, cancellation: cancellation) { levels.add($0) }
      return levels.peak < Loudness.silence
        ? Fingerprint(words: []) : try Fingerprint(of: .file(part, rate: rate), cancellation)
    }
    return try made(of: clip.sound(rate: rate, cancellation: cancellation), cancellation)
  }

  /// - Parameter sound: the digest of the clip's sound.
  static func stored(_ sound: Digest, _ store: ResultStore?) -> Fingerprint? {
    if let words: [UInt32] = store?.numbers(.fingerprints, key(sound)) { return Fingerprint(words: words) }
    return store?.bytes(.listening, SoundFindings.key(sound)).flatMap(SoundFindings.init(kept:))?.fingerprint
  }

  static func keep(_ fingerprint: Fingerprint, _ sound: Digest, _ store: ResultStore?) {
    store?.keep(fingerprint.words, as: .fingerprints, under: key(sound))
  }

  private static func key(_ sound: Digest) -> Digest {
    Digest.build {
      $0.append("fingerprint 2")
      $0.append(SoundDefaults.version)
      $0.append(sound)
    }
  }
}

extension Fingerprint? {
  /// That of what cannot be read says nothing.
  var orNothing: Fingerprint { self ?? Fingerprint(words: []) }
}
