import EtudeCore

/// Frames to be made, and the samples that they are made of.
struct FramedSamples {
  let samples: UnsafeBufferPointer<Float>
  /// The frames, as `samples` by themselves have them.
  let frames: Range<Int>
  /// The first of them, as the whole sound has them.
  let first: Int
}

/// Sound that comes in blocks, on its way into frames: holds the samples of some frames and their neighbours.
///
/// Every hand-over but the last has `step` frames, the first of all at frame 0, however the sound comes: what is made of
/// them has the same bits as what is made of the whole sound in steps.
struct SlidingSamples {
  private let fourier: ShortTimeFourier
  private let step: Int
  private let reach: Int
  /// Samples from the middle of frame `origin` on.
  private var samples: [Float] = []
  private var origin = 0
  /// The next frame to be handed over.
  private var next = 0
  /// Samples taken in all.
  private var taken = 0

  /// - Parameters:
  ///   - step: frames handed over at a time.
  ///   - reach: frames on either side whose samples are there as well.
  init(_ fourier: ShortTimeFourier, step: Int, reach: Int) {
    self.fourier = fourier
    self.step = step
    self.reach = reach
  }

  /// Takes a block and hands over the frames that it completes.
  mutating func append(_ block: UnsafeBufferPointer<Float>, _ body: (FramedSamples) throws -> Void) throws {
    samples.append(contentsOf: block)
    taken += block.count
    let (fft, hop) = (fourier.fft, fourier.hop)
    let complete = origin + max(0, (samples.count - fourier.window.count + fft / 2) / hop + 1)
    guard next + step + reach <= complete else { return }
    while next + step + reach <= complete { try hand(over: next..<next + step, body) }
    let first = max(origin, next - reach - (fft / 2 + hop - 1) / hop)
    samples.removeFirst((first - origin) * hop)
    origin = first
  }

  /// Hands over the frames that are left, zeros beyond the end.
  mutating func finish(_ body: (FramedSamples) throws -> Void) throws {
    let end = fourier.frameCount(taken)
    while next < end { try hand(over: next..<min(end, next + step), body) }
  }

  private mutating func hand(over frames: Range<Int>, _ body: (FramedSamples) throws -> Void) throws {
    try samples.withUnsafeBufferPointer {
      try body(
        FramedSamples(
          samples: $0, frames: frames.lowerBound - origin..<frames.upperBound - origin,
          first: frames.lowerBound))
    }
    next = frames.upperBound
  }
}
