import EtudeCore
import EtudeSound

/// What listening to one clip tells.
struct Listening: Sendable {
  /// Why it cannot be read.
  let problem: String?
  let isTruncated: Bool
  let loudness: Loudness?
  let fingerprint: Fingerprint

  /// Listens to every clip, in parallel, but to those that were listened to before.
  ///
  /// - Parameter digests: those of the clips' items.
  static func to(_ clips: [Clip], digests: [Digest], work: Work) throws -> [Listening] {
    let frontEnd = try FrontEnd(Fingerprint.settings)
    let counter = ProgressCounter("listening", total: clips.count, work: work)
    return try parallelMap(clips.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      let clip = clips[index]
      let key = key(clip.soundDigest(item: digests[index]))
      if clip.isReadable, let known = work.cache?.read(key).flatMap(Listening.init(kept:)) { return known }
      let heard = Listening(to: clip, frontEnd, work.cancellation)
      try work.checkCancelled()
      if let kept = heard.kept { work.cache?.write(kept, for: key) }
      return heard
    }
  }

  /// What it says means nothing once the cancellation is requested.
  private init(to clip: Clip, _ frontEnd: FrontEnd, _ cancellation: Cancellation) {
    do {
      // Levels are those of the file itself: resampling would round off flat tops.
      let own = try clip.decoded(rate: clip.header?.rate ?? clip.rate, cancellation: cancellation)
      problem = nil
      isTruncated = own.isTruncated
      loudness = Loudness(of: own.sound)
      let samples =
        own.sound.rate == Fingerprint.rate
        ? own.sound.samples
        : (try? clip.sound(rate: Fingerprint.rate, cancellation: cancellation))?.samples ?? []
      fingerprint = Fingerprint(
        of: loudness?.isSilent == true ? [] : samples, frontEnd, cancellation: cancellation)
    } catch {
      problem = clip.problem ?? HeaderFinding.reason(error, path: clip.file ?? clip.name)
      isTruncated = false
      loudness = nil
      fingerprint = Fingerprint(words: [])
    }
  }
}
