import EtudeCore
import EtudeSound

/// What listening to one clip tells.
struct SoundFindings: Sendable {
  /// Why it cannot be read.
  let problem: String?
  /// What is amiss with what can be read.
  let faults: SoundFaults
  let loudness: Loudness?
  let fingerprint: Fingerprint

  /// Listens to every clip, in parallel, but to those that were listened to before.
  ///
  /// - Parameter digests: those of the clips' items.
  static func to(_ clips: [Clip], digests: [Digest], work: Work) throws -> [SoundFindings] {
    let counter = ProgressCounter("listening", total: clips.count, work: work)
    return try parallelMap(clips.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      let clip = clips[index]
      let key = key(clip.soundDigest(item: digests[index]))
      if clip.isReadable, let known = work.store?.bytes(.listening, key).flatMap(SoundFindings.init(kept:)) {
        return known
      }
      let heard = SoundFindings(to: clip, work.cancellation)
      try work.checkCancelled()
      if let kept = heard.kept { work.store?.keep(kept, as: .listening, under: key) }
      return heard
    }
  }

  /// What it says means nothing once the cancellation is requested.
  private init(to clip: Clip, _ cancellation: Cancellation) {
    do {
      self =
        try clip.longPart.map { try SoundFindings(to: $0, rate: clip.ownRate, cancellation) }
        ?? SoundFindings(toWhole: clip, cancellation)
    } catch {
      problem = clip.problem ?? HeaderFinding.reason(error, path: clip.file ?? clip.name)
      faults = SoundFaults()
      loudness = nil
      fingerprint = Fingerprint(words: [])
    }
  }

  private init(toWhole clip: Clip, _ cancellation: Cancellation) throws {
    let own = try clip.decoded(rate: clip.ownRate, cancellation: cancellation)
    let loudness = Loudness(of: own.sound)
    let sound =
      own.sound.rate == Fingerprint.rate
      ? own.sound : (try? clip.sound(rate: Fingerprint.rate, cancellation: cancellation))
    problem = nil
    faults = own.faults
    self.loudness = loudness
    fingerprint =
      try sound.flatMap { try loudness.isSilent ? nil : Fingerprint(of: .held($0), cancellation) }
      ?? Fingerprint(words: [])
  }

  /// The same of a long part of a file, read three times: for its levels, for what is wrong with them, for the fingerprint.
  private init(to part: FilePart, rate: Int, _ cancellation: Cancellation) throws {
    var levels = Levels()
    let reading = try AudioFile.stream(part, rate: rate, cancellation: cancellation) { levels.add($0) }
    var levelFaults = LevelFaults(levels, rate: rate)
    try AudioFile.stream(part, rate: rate, cancellation: cancellation) { levelFaults.add($0) }
    let loudness = Loudness(levels, levelFaults)
    let heard =
      try? loudness.isSilent
      ? nil
      : Fingerprint(of: .file(part, rate: Fingerprint.rate), cancellation)
    problem = nil
    faults = SoundFaults(reading)
    self.loudness = loudness
    fingerprint = heard ?? Fingerprint(words: [])
  }
}

extension Clip {
  /// Samples a second of its source: levels are those of the file itself, since resampling would round off flat tops.
  fileprivate var ownRate: Int { header?.rate ?? rate }
}
