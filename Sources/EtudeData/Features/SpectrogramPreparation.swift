import EtudeCore
import EtudeSound

extension SpectrogramSet {
  /// A clip that turned out not to be readable, and why.
  public struct Unreadable: Sendable, Hashable {
    /// The clip's place in the dataset.
    public let index: Int
    /// The clip's name.
    public let name: String
    /// Why it has no spectrogram, in words.
    public let reason: String
  }

  /// Makes a view of every clip that is not on disk yet, in parallel; results are equal to one thread's.
  ///
  /// A clip that cannot be read is warned of and left out; no more clips' sound is in memory than there are threads.
  /// - Returns: the clips that cannot be read, in order, those known before among them.
  /// - Throws: `Failure.interrupted`; `Failure.input` if no clip can be read.
  public func prepare(_ view: View = .image, work: Work = Work()) throws -> [Unreadable] {
    let jobs = dataset.jobs()
    let counter = ProgressCounter("making spectrograms", total: jobs.count, work: work)
    let outcomes = try parallelMap(jobs.count, threads: work.threads) { index in
      try work.checkCancelled()
      defer { counter.step() }
      return try self.outcomes(of: jobs[index], view)
    }.flatMap { $0 }
    var warnings = Warnings(strict: false, fix: "drop it")
    var unreadable: [Unreadable] = []
    for outcome in outcomes {
      let clip = dataset[outcome.index]
      if let reason = outcome.problem {
        unreadable.append(Unreadable(index: outcome.index, name: clip.name, reason: reason))
        if clip.isReadable { try warnings.add("\(clip.name) cannot be read (\(reason)): left out") }
      } else {
        for complaint in outcome.faults.complaints(of: clip) { try warnings.add(complaint) }
      }
    }
    warnings.tell(work)
    if let first = unreadable.first, unreadable.count == count {
      throw Failure.input(
        "none of the \(counted(count, "clip")) can be read; the first, \(first.name): \(first.reason)",
        fix: "check the files")
    }
    return unreadable
  }

  /// Warns of clips that are shorter than one transform: their frames are mostly the silence around them. It is for those
  /// who make a set of a user's clips; to prepare one says nothing of it, for what a window leaves over is no user's clip.
  public func warnOfShortClips(_ work: Work) {
    var warnings = Warnings(strict: false, fix: "drop it")
    for clip in dataset.clips {
      guard let samples = clip.sampleCount(rate: settings.rate), samples < settings.fft else { continue }
      try? warnings.add(
        "\(clip.name) is shorter than one transform (\(counted(samples, "sample")) of \(settings.fft)): what is missing is silence"
      )
    }
    warnings.tell(work)
  }

  private struct Outcome: Sendable {
    let index: Int
    let problem: String?
    var faults = SoundFaults()
  }

  private func outcomes(of job: [Int], _ view: View) throws -> [Outcome] {
    var whole: Sound?
    return try job.map { index in
      if isMade(index, view) { return Outcome(index: index, problem: nil) }
      if job.count > 1, whole == nil { whole = dataset[index].renderedSong(rate: rate(of: index, view)) }
      do {
        return try make(index, view, whole: whole)
      } catch let failure as Failure where failure.kind == .interrupted {
        throw failure
      } catch {
        let path = dataset[index].file ?? dataset[index].name
        let problem = dataset[index].problem ?? HeaderFinding.reason(error, path: path)
        return Outcome(index: index, problem: problem)
      }
    }
  }

  /// Samples a second of the sound that a view is made of.
  private func rate(of index: Int, _ view: View) -> Int {
    view == .sound || view == .descriptors ? dataset[index].rate : settings.rate
  }

  private func isMade(_ index: Int, _ view: View) -> Bool {
    guard dataset[index].isReadable else { return false }
    switch view {
    case .image: return held.image(index) != nil || storedImage(index) != nil
    case .frames: return held.frames(index) != nil || storedFrames(index) != nil
    case .sound: return held.windows(index) != nil || storedWindows(index) != nil
    case .descriptors: return held.descriptors(index) != nil
    }
  }

  private func make(_ index: Int, _ view: View, whole: Sound?) throws -> Outcome {
    let clip = dataset[index]
    if view == .sound { return try makeWindows(index, whole: whole) }
    if view == .descriptors {
      try keepDescriptors(index, whole: whole)
      return Outcome(index: index, problem: nil)
    }
    if view == .image, clip.isReadable, let frames = held.frames(index) ?? storedFrames(index) {
      keepImage(frames.image(settings), index)
      return Outcome(index: index, problem: nil)
    }
    let (frames, faults) =
      try whole.map {
        (
          try self.frames(of: clip.altered($0.slice(from: clip.start, length: clip.span)), index),
          SoundFaults()
        )
      }
      ?? made(index, listens: true)
    switch view {
    case .image: keepImage(frames.image(settings), index)
    case .frames, .sound, .descriptors: keepFrames(frames, index)
    }
    return Outcome(index: index, problem: nil, faults: faults)
  }

  private func makeWindows(_ index: Int, whole: Sound?) throws -> Outcome {
    let clip = dataset[index]
    let (windows, faults) =
      try whole.map {
        let part = try clip.altered($0.slice(from: clip.start, length: clip.span))
        return (try LogMelFrontEnd().windows(of: .held(part), cancellation: cancellation), SoundFaults())
      } ?? madeWindows(index)
    keepWindows(windows, index)
    return Outcome(index: index, problem: nil, faults: faults)
  }
}
