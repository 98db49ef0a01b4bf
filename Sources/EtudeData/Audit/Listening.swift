import EtudeCore
import EtudeSound

/// What listening to one clip tells.
struct Listening: Sendable {
  /// Why it cannot be read.
  let problem: String?
  let isTruncated: Bool
  let loudness: Loudness?
  let fingerprint: Fingerprint

  /// Listens to every clip, in parallel.
  static func to(_ clips: [Clip], work: Work) throws -> [Listening] {
    let frontEnd = try FrontEnd(Fingerprint.settings)
    let counter = ProgressCounter("listening", total: clips.count, work: work)
    return try parallelMap(clips.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      return Listening(to: clips[index], frontEnd)
    }
  }

  private init(to clip: Clip, _ frontEnd: FrontEnd) {
    do {
      // Levels are those of the file itself: resampling would round off flat tops.
      let own = try clip.decoded(rate: clip.header?.rate ?? clip.rate)
      problem = nil
      isTruncated = own.isTruncated
      loudness = Loudness(of: own.sound)
      let samples =
        own.sound.rate == Fingerprint.rate
        ? own.sound.samples : (try? clip.sound(rate: Fingerprint.rate))?.samples ?? []
      fingerprint = Fingerprint(of: loudness?.isSilent == true ? [] : samples, frontEnd)
    } catch {
      problem = clip.problem ?? HeaderFinding.reason(error, path: clip.file ?? clip.name)
      isTruncated = false
      loudness = nil
      fingerprint = Fingerprint(words: [])
    }
  }
}
