import EtudeCore

/// Powers of the bands of sound that comes in blocks: a piece of the frames at a time, with the bits that the whole gives.
///
/// It holds the samples of a piece. Frames are transformed by fours from the first one on, as those of the whole are.
struct FrameStream {
  private let frontEnd: FrontEnd
  private let cancellation: Cancellation
  /// Samples from frame `origin`'s middle on.
  private var samples: [Float] = []
  /// The frame, a multiple of four, to which places in `samples` count.
  private var origin = 0
  /// The next frame to be made, a multiple of four.
  private var next = 0
  /// Samples taken in all.
  private var taken = 0

  init(_ frontEnd: FrontEnd, _ cancellation: Cancellation) {
    self.frontEnd = frontEnd
    self.cancellation = cancellation
  }

  /// Takes a block and hands over the frames that it completes, `[bands, frames]`, once they are many.
  ///
  /// - Throws: `Failure.interrupted`; what `body` throws.
  mutating func append(_ block: UnsafeBufferPointer<Float>, _ body: (Frames) throws -> Void) throws {
    samples.append(contentsOf: block)
    taken += block.count
    guard samples.count >= enough else { return }
    // Frames whose whole window is there.
    let (fft, hop) = (frontEnd.fourier.fft, frontEnd.fourier.hop)
    let complete = max(0, (samples.count - frontEnd.fourier.window.count + fft / 2) / hop + 1)
    try make(until: origin + complete / Self.together * Self.together, body)
    // What lies before the next window is of no more use.
    let before = (fft / 2 + hop - 1) / hop
    let first = max(origin, next - (before + Self.together - 1) / Self.together * Self.together)
    samples.removeFirst((first - origin) * hop)
    origin = first
  }

  /// Hands over the frames that are left, zeros beyond the end.
  mutating func finish(_ body: (Frames) throws -> Void) throws {
    try make(until: frontEnd.fourier.frameCount(taken), body)
  }

  private static let together = ShortTimeFourier.together

  /// Samples that are worth an analysis: many, and some fours of frames beside what is kept.
  private var enough: Int {
    max(1 << 18, 2 * frontEnd.fourier.fft + 4 * Self.together * frontEnd.fourier.hop)
  }

  private mutating func make(until end: Int, _ body: (Frames) throws -> Void) throws {
    let most = max(Self.together, min(1024, (1 << 20) / frontEnd.powerBands) / Self.together * Self.together)
    while next < end {
      let last = min(end, next + most)
      let piece = samples.withUnsafeBufferPointer {
        frontEnd.power(of: $0, frames: next - origin..<last - origin, cancellation: cancellation)
      }
      if cancellation.isRequested { throw Failure.interrupted }
      try body(piece)
      next = last
    }
  }
}

extension FrontEnd {
  /// Bands whose powers are needed before they become the view.
  var powerBands: Int { settings.kind == .linear ? settings.linearBins.count : filters.count }

  /// Powers of the bands of some frames, the first one a multiple of four: without meaning once the cancellation is
  /// requested.
  func power(
    of samples: UnsafeBufferPointer<Float>, frames: Range<Int>, cancellation: Cancellation
  ) -> Frames {
    let (count, bands) = (frames.count, powerBands)
    let bins = settings.kind == .linear ? settings.linearBins : nil
    var values = [Float](repeating: 0, count: bands * count)
    values.withUnsafeMutableBufferPointer { output in
      guard let start = output.baseAddress else { return }
      fourier.eachFour(of: samples, frames: frames, cancellation: cancellation) { index, power in
        let target = start + (index - frames.lowerBound)
        let used = min(ShortTimeFourier.together, frames.upperBound - index)
        guard let bins else { return filters.apply(power, to: target, stride: count, used: used) }
        for (row, bin) in bins.enumerated() {
          (target + row * count).update(from: power + ShortTimeFourier.together * bin, count: used)
        }
      }
    }
    return Frames(bands: bands, count: count, values: values)
  }
}
