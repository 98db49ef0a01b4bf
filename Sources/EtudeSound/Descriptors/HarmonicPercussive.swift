import EtudeCore

extension SoundDescriptors {
  /// The sound taken apart into what lasts (tones) and what strikes (drums); their sum is the sound, but for rounding.
  ///
  /// Each bin is shared out by the squares of two medians of the magnitude, over 31 frames and over 31 bins
  /// (Fitzgerald, *Harmonic/percussive separation using median filtering*, 2010; librosa's `effects.hpss`).
  public func harmonicPercussive() throws -> (harmonic: Sound, percussive: Sound) {
    var parts: (harmonic: [Float], percussive: [Float]) = ([], [])
    try eachHarmonicPercussive {
      parts.harmonic += $0
      parts.percussive += $1
      if case .file(let part, let rate, _) = source {
        try AudioFile.checkFits(Double(parts.harmonic.count), rate: rate, part.path)
      }
    }
    return (
      Sound(samples: parts.harmonic, rate: source.rate), Sound(samples: parts.percussive, rate: source.rate)
    )
  }

  /// Calls `body` with the same two, as many samples of each at a time.
  func eachHarmonicPercussive(_ body: (_ harmonic: [Float], _ percussive: [Float]) throws -> Void) throws {
    let split = HarmonicPercussiveSplit(fourier)
    var samples = 0
    try source.eachPart(
      fourier, step: HarmonicPercussiveSplit.block, reach: HarmonicPercussiveSplit.reach, cancellation
    ) { part in
      try body(split.harmonic.take(before: part.first), split.percussive.take(before: part.first))
      split.split(part)
      // The part's first sample is the middle of its frame 0.
      samples = (part.first - part.frames.lowerBound) * fourier.hop + part.samples.count
    }
    try body(split.harmonic.take(until: samples), split.percussive.take(until: samples))
  }
}

/// The work of one separation, in blocks of frames so that a long sound needs no more memory than a short one.
private final class HarmonicPercussiveSplit {
  /// Frames split at a time; even, since they are transformed in pairs.
  static let block = 512
  /// Frames and bins on either side that a median looks at.
  static let reach = RunningMedian.window / 2

  var harmonic: OverlapAdd
  var percussive: OverlapAdd
  private let fourier: ShortTimeFourier
  /// Bins, filled up to whole sixteens.
  private let width: Int
  private let magnitudes: AlignedFloats
  private let harmonicMask: AlignedFloats
  private let percussiveMask: AlignedFloats

  init(_ fourier: ShortTimeFourier) {
    self.fourier = fourier
    width = (fourier.bins + 15) / 16 * 16
    magnitudes = AlignedFloats(width * (Self.block + 2 * Self.reach))
    // One more row, for the frame of zeros that makes the last pair whole.
    harmonicMask = AlignedFloats(width * (Self.block + 1))
    percussiveMask = AlignedFloats(width * (Self.block + 1))
    harmonic = OverlapAdd(fourier)
    percussive = OverlapAdd(fourier)
  }

  func split(_ part: FramedSamples) {
    let (samples, frames) = (part.samples, part.frames)
    let count = fourier.frameCount(samples.count)
    let known = max(0, frames.lowerBound - Self.reach)..<min(count, frames.upperBound + Self.reach)
    fourier.eachFour(of: samples, frames: known) { index, power in
      for place in 0..<min(ShortTimeFourier.together, known.upperBound - index) {
        keepMagnitude(power + place, row: index + place - known.lowerBound)
      }
    }
    medianOverTime(frames, known: known, count: count)
    medianOverFrequency(frames, known: known)
    share(frames.count)
    let scratch = ShortTimeFourier.Scratch(fourier)
    let back = ShortTimeFourier.Scratch(fourier)
    for index in stride(from: frames.lowerBound, to: frames.upperBound, by: 2) {
      let row = (index - frames.lowerBound) * width
      let frame = part.first + index - frames.lowerBound
      let hasSecond = index + 1 < frames.upperBound
      fourier.transform(index, hasSecond ? index + 1 : nil, of: samples, scratch)
      func add(_ mask: AlignedFloats, _ output: inout OverlapAdd) {
        fourier.synthesise(scratch, masks: mask.start + row, mask.start + row + width, into: back)
        output.add(back.output.start + 1, frame: frame)
        if hasSecond { output.add(back.output.start, frame: frame + 1) }
      }
      add(harmonicMask, &harmonic)
      add(percussiveMask, &percussive)
    }
  }

  /// Every fourth float from `power` on is a bin's.
  private func keepMagnitude(_ power: UnsafePointer<Float>, row: Int) {
    let target = magnitudes.start + row * width
    for bin in 0..<fourier.bins { target[bin] = power[ShortTimeFourier.together * bin].squareRoot() }
    for bin in fourier.bins..<width { target[bin] = 0 }
  }

  /// Into the harmonic mask: what lasts in each bin.
  private func medianOverTime(_ frames: Range<Int>, known: Range<Int>, count: Int) {
    let running = RunningMedian()
    for bin in stride(from: 0, to: width, by: 16) {
      func lanes(_ frame: Int) -> Lanes {
        magnitudes.start.lanes(at: (mirrored(frame, count) - known.lowerBound) * width + bin)
      }
      running.clear()
      for frame in frames.lowerBound - Self.reach..<frames.lowerBound + Self.reach {
        running.insert(lanes(frame))
      }
      for frame in frames {
        running.insert(lanes(frame + Self.reach))
        harmonicMask.start.store(running.median, at: (frame - frames.lowerBound) * width + bin)
        running.remove(lanes(frame - Self.reach))
      }
    }
  }

  /// Into the percussive mask: what is broad in each frame.
  private func medianOverFrequency(_ frames: Range<Int>, known: Range<Int>) {
    let running = RunningMedian()
    let bins = fourier.bins
    let columns = UnsafeMutableBufferPointer<Lanes>.allocate(capacity: bins)
    defer { columns.deallocate() }
    let offset = frames.lowerBound - known.lowerBound
    for start in stride(from: 0, to: frames.count, by: 16) {
      let used = min(16, frames.count - start)
      let source = magnitudes.start + (offset + start) * width
      for bin in 0..<bins {
        var lanes = Lanes.zero
        for lane in 0..<used { lanes[lane] = source[lane * width + bin] }
        columns.initializeElement(at: bin, to: lanes)
      }
      running.clear()
      for bin in -Self.reach..<Self.reach { running.insert(columns[mirrored(bin, bins)]) }
      let target = percussiveMask.start + start * width
      for bin in 0..<bins {
        running.insert(columns[mirrored(bin + Self.reach, bins)])
        let median = running.median
        for lane in 0..<used { target[lane * width + bin] = median[lane] }
        running.remove(columns[mirrored(bin - Self.reach, bins)])
      }
    }
  }

  /// Turns the two medians into shares of one: each one's square over the sum of the squares, halves where both are 0.
  private func share(_ frames: Int) {
    let half = Lanes(repeating: 0.5)
    for place in stride(from: 0, to: frames * width, by: 16) {
      let lasting = harmonicMask.start.lanes(at: place)
      let striking = percussiveMask.start.lanes(at: place)
      let larger = lasting.replacing(with: striking, where: striking .> lasting)
      let isSilent = larger .< Float.leastNormalMagnitude
      let scale = larger.replacing(with: 1, where: isSilent)
      let (one, other) = (lasting / scale, striking / scale)
      let sum = (one * one + other * other).replacing(with: 1, where: isSilent)
      harmonicMask.start.store((one * one / sum).replacing(with: half, where: isSilent), at: place)
      percussiveMask.start.store((other * other / sum).replacing(with: half, where: isSilent), at: place)
    }
  }
}
