extension SoundDescriptors {
  /// Root of the mean square of each window, zeros beyond the ends.
  public func rootMeanSquare() -> [Float] {
    // Sums of squares before each sample, so that a window's is a difference.
    var sums: [Double] = [0]
    sums.reserveCapacity(sound.samples.count + 1)
    var sum = 0.0
    for sample in sound.samples {
      sum += Double(sample) * Double(sample)
      sums.append(sum)
    }
    return (0..<frameCount).map { frame in
      let window = window(frame)
      let energy = sums[window.upperBound] - sums[window.lowerBound]
      return Float((max(0, energy) / Double(fourier.fft)).squareRoot())
    }
  }

  /// Share of a window's samples whose sign differs from the sample before; within ±1e-10 counts as positive.
  public func zeroCrossings() -> [Float] {
    guard !sound.samples.isEmpty else { return Array(repeating: 0, count: frameCount) }
    // Crossings at each sample and before.
    var sums = [0]
    sums.reserveCapacity(sound.samples.count)
    var crossings = 0
    for (before, after) in zip(sound.samples, sound.samples.dropFirst()) {
      if (before < -1e-10) != (after < -1e-10) { crossings += 1 }
      sums.append(crossings)
    }
    return (0..<frameCount).map { frame in
      let window = window(frame)
      guard !window.isEmpty else { return 0 }
      return Float(sums[window.upperBound - 1] - sums[window.lowerBound]) / Float(fourier.fft)
    }
  }

  /// The samples that a centred frame covers.
  private func window(_ frame: Int) -> Range<Int> {
    let start = frame * fourier.hop - fourier.fft / 2
    let first = min(max(0, start), sound.samples.count)
    return first..<max(first, min(sound.samples.count, start + fourier.fft))
  }
}
