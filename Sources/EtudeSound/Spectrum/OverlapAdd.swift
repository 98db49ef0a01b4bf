extension ShortTimeFourier {
  /// Back from the transform of two frames to two windows of sound, each bin of either multiplied by its mask.
  ///
  /// Reads the output of `transform` in one scratch memory and leaves the windows in that of another: the second frame's
  /// at even places, the first one's at odd ones.
  func synthesise(
    _ scratch: Scratch, masks first: UnsafePointer<Float>, _ second: UnsafePointer<Float>,
    into back: Scratch
  ) {
    let (source, target) = (scratch.output.start, back.input.start)
    for bin in 0..<bins {
      let mirror = bin == 0 ? 0 : fft - bin
      let (a, b) = (source[2 * bin], source[2 * bin + 1])
      let (c, d) = (source[2 * mirror], source[2 * mirror + 1])
      let one = (first[bin] * (a + c), first[bin] * (b - d))
      let two = (second[bin] * (b + d), second[bin] * (c - a))
      // With real and imaginary parts exchanged on both sides the forward transform is the inverse.
      target[2 * bin + 1] = one.0 - two.1
      target[2 * bin] = one.1 + two.0
      target[2 * mirror + 1] = one.0 + two.1
      target[2 * mirror] = two.0 - one.1
    }
    plan.execute(back.input, back.output)
  }
}

/// Sound put together again from overlapping windows, under the window once more and divided by its squares.
///
/// It holds no more of it than what windows still to come may reach.
struct OverlapAdd {
  private let fourier: ShortTimeFourier
  private let squares: [Float]
  /// Sums of windows, and of their squares, from the beginning of the window of frame `first` on.
  private var sums: [Float] = []
  private var weights: [Float] = []
  private var first = 0

  init(_ fourier: ShortTimeFourier) {
    self.fourier = fourier
    // The stored window is half of Hann's.
    squares = fourier.window.prefix(fourier.fft).map { 4 * $0 * $0 }
  }

  /// Adds a frame's window of sound, every second float from `piece` on, `fft` times too large as an unscaled inverse
  /// transform gives it.
  mutating func add(_ piece: UnsafePointer<Float>, frame: Int) {
    let scale = 2 / Float(fourier.fft)
    let start = (frame - first) * fourier.hop
    widen(to: start + fourier.fft)
    fourier.window.withUnsafeBufferPointer { window in
      sums.withUnsafeMutableBufferPointer { sums in
        for index in 0..<fourier.fft { sums[start + index] += piece[2 * index] * window[index] * scale }
      }
    }
    squares.withUnsafeBufferPointer { squares in
      weights.withUnsafeMutableBufferPointer { weights in
        for index in 0..<fourier.fft { weights[start + index] += squares[index] }
      }
    }
  }

  /// Takes out the samples that no window from frame `next` on reaches.
  mutating func take(before next: Int) -> [Float] {
    let count = (next - first) * fourier.hop
    defer {
      sums.removeFirst(count)
      weights.removeFirst(count)
      first = next
    }
    return samples(until: count)
  }

  /// Takes out what is left of so many samples in all.
  mutating func take(until total: Int) -> [Float] {
    samples(until: fourier.fft / 2 + total - first * fourier.hop)
  }

  /// The first sums as samples, without the half window before the first frame's middle.
  private mutating func samples(until end: Int) -> [Float] {
    widen(to: end)
    return (min(end, max(0, fourier.fft / 2 - first * fourier.hop))..<end).map {
      weights[$0] > Float.leastNormalMagnitude ? sums[$0] / weights[$0] : sums[$0]
    }
  }

  private mutating func widen(to count: Int) {
    guard count > sums.count else { return }
    sums.append(contentsOf: repeatElement(0, count: count - sums.count))
    weights.append(contentsOf: repeatElement(0, count: count - weights.count))
  }
}
