import EtudeCore

/// Mono sound that is walked through as often as need be: held in memory, or read from a file block by block each time.
public enum SoundSource: Sendable {
  case held(Sound)
  /// A part of a file, at `rate`; `heard` is told after each walk through all of it how that went.
  case file(FilePart, rate: Int, heard: (@Sendable (AudioReading) -> Void)? = nil)

  /// Samples a second.
  public var rate: Int {
    switch self {
    case .held(let sound): sound.rate
    case .file(_, let rate, _): rate
    }
  }

  /// Gives `body` the samples in order, block by block.
  ///
  /// - Throws: `Failure.interrupted`; of a file what `AudioFile.stream` throws; what `body` throws.
  public func walk(
    _ cancellation: Cancellation = Cancellation(), _ body: (UnsafeBufferPointer<Float>) throws -> Void
  ) throws {
    switch self {
    case .held(let sound):
      let block = 1 << 14
      try sound.samples.withUnsafeBufferPointer { samples in
        for start in stride(from: 0, to: samples.count, by: block) {
          if cancellation.isRequested { throw Failure.interrupted }
          try body(UnsafeBufferPointer(rebasing: samples[start..<min(samples.count, start + block)]))
        }
      }
    case .file(let part, let rate, let heard):
      let reading = try AudioFile.read(part, rate: rate, cancellation) { block, _ in try body(block) }
      heard?(reading)
    }
  }

  /// Gives `body` the frames in order, `step` of them at a time and then those that are left, with the samples under
  /// their windows and under those of `reach` frames on either side.
  ///
  /// - Throws: `Failure.interrupted`; what `walk` and `body` throw.
  func eachPart(
    _ fourier: ShortTimeFourier, step: Int, reach: Int = 0, _ cancellation: Cancellation,
    _ body: (FramedSamples) throws -> Void
  ) throws {
    func looked(_ part: FramedSamples) throws {
      try body(part)
      if cancellation.isRequested { throw Failure.interrupted }
    }
    if cancellation.isRequested { throw Failure.interrupted }
    if case .held(let sound) = self {
      let count = fourier.frameCount(sound.samples.count)
      try sound.samples.withUnsafeBufferPointer { samples in
        for first in stride(from: 0, to: count, by: step) {
          let frames = first..<min(first + step, count)
          try looked(FramedSamples(samples: samples, frames: frames, first: first))
        }
      }
    } else {
      var sliding = SlidingSamples(fourier, step: step, reach: reach)
      try walk(cancellation) { try sliding.append($0, looked) }
      try sliding.finish(looked)
    }
  }
}
