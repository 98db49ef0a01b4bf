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
final class OverlapAdd {
  private let fourier: ShortTimeFourier
  private var sums: [Float]
  private let count: Int
  private let frames: Int

  init(_ fourier: ShortTimeFourier, samples: Int) {
    self.fourier = fourier
    count = samples
    frames = fourier.frameCount(samples)
    sums = Array(repeating: 0, count: samples + fourier.fft)
  }

  /// Adds a frame's window of sound, every second float from `piece` on, `fft` times too large as an unscaled inverse
  /// transform gives it.
  func add(_ piece: UnsafePointer<Float>, frame: Int) {
    // The stored window is half of Hann's.
    let scale = 2 / Float(fourier.fft)
    let start = frame * fourier.hop
    let length = min(fourier.fft, sums.count - start)
    fourier.window.withUnsafeBufferPointer { window in
      sums.withUnsafeMutableBufferPointer { sums in
        for index in 0..<length { sums[start + index] += piece[2 * index] * window[index] * scale }
      }
    }
  }

  /// The samples, without the half window before the first frame's middle.
  var samples: [Float] {
    var weights = [Float](repeating: 0, count: sums.count)
    let squares = fourier.window.prefix(fourier.fft).map { 4 * $0 * $0 }
    for frame in 0..<frames {
      let start = frame * fourier.hop
      for index in 0..<min(fourier.fft, sums.count - start) { weights[start + index] += squares[index] }
    }
    let offset = fourier.fft / 2
    return (0..<count).map { index in
      let weight = weights[offset + index]
      return weight > Float.leastNormalMagnitude ? sums[offset + index] / weight : sums[offset + index]
    }
  }
}
