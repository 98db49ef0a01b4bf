extension SoundDescriptors {
  /// Root of the mean square of each window, zeros beyond the ends.
  public func rootMeanSquare() throws -> [Float] {
    try eachWindow { samples in
      let energy = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
      return Float((energy / Double(fourier.fft)).squareRoot())
    }
  }

  /// Share of a window's samples whose sign differs from the sample before; within ±1e-10 counts as positive.
  public func zeroCrossings() throws -> [Float] {
    try eachWindow { samples in
      let crossings = zip(samples, samples.dropFirst()).reduce(0) {
        $0 + (($1.0 < -1e-10) != ($1.1 < -1e-10) ? 1 : 0)
      }
      return Float(crossings) / Float(fourier.fft)
    }
  }

  /// What `measure` gives for the samples that each centred frame covers.
  private func eachWindow(_ measure: (Slice<UnsafeBufferPointer<Float>>) -> Float) throws -> [Float] {
    var values: [Float] = []
    try eachPart { part in
      for frame in part.frames {
        let start = frame * fourier.hop - fourier.fft / 2
        let first = min(max(0, start), part.samples.count)
        values.append(measure(part.samples[first..<max(first, min(part.samples.count, start + fourier.fft))]))
      }
    }
    return values
  }
}
