extension SoundDescriptors {
  /// Root of the mean square of each window, zeros beyond the ends.
  public func rootMeanSquare() -> [Float] {
    sound.samples.withUnsafeBufferPointer { samples in
      (0..<frameCount).map { frame in
        var energy = 0.0
        for index in window(frame) { energy += Double(samples[index]) * Double(samples[index]) }
        return Float((energy / Double(fourier.fft)).squareRoot())
      }
    }
  }

  /// Share of a window's samples whose sign differs from the sample before; within ±1e-10 counts as positive.
  public func zeroCrossings() -> [Float] {
    sound.samples.withUnsafeBufferPointer { samples in
      (0..<frameCount).map { frame in
        var crossings = 0
        for index in window(frame).dropFirst()
        where (samples[index - 1] < -1e-10) != (samples[index] < -1e-10) { crossings += 1 }
        return Float(crossings) / Float(fourier.fft)
      }
    }
  }

  /// The samples that a centred frame covers.
  private func window(_ frame: Int) -> Range<Int> {
    let start = frame * fourier.hop - fourier.fft / 2
    let first = min(max(0, start), sound.samples.count)
    return first..<max(first, min(sound.samples.count, start + fourier.fft))
  }
}
