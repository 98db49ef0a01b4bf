import Glibc

extension SoundDescriptors {
  /// How strongly each of the twelve pitch classes, from C, sounds: `[12, frames]`, each frame's largest 1.
  ///
  /// Gaussian bumps around the semitones, weighted towards the middle octaves, on the power spectrum; the tuning is
  /// estimated unless given, in semitones (librosa's `chroma_stft`).
  public func chroma(tuning: Double? = nil) -> Frames {
    let weights = chromaWeights(tuning: tuning ?? estimatedTuning())
    let count = frameCount
    let bins = fourier.bins
    var values = [Float](repeating: 0, count: 12 * count)
    eachSpectrum { frame, power in
      guard let power = power.baseAddress else { return }
      weights.withUnsafeBufferPointer { weights in
        guard let weights = weights.baseAddress else { return }
        var largest: Float = 0
        for pitch in 0..<12 {
          let row = weights + pitch * bins
          var sum = Lanes.zero
          let whole = bins / 16 * 16
          for bin in stride(from: 0, to: whole, by: 16) {
            sum = sum + row.lanes(at: bin) * power.lanes(at: bin)
          }
          var total = sum.total
          for bin in whole..<bins { total += row[bin] * power[bin] }
          values[pitch * count + frame] = total
          largest = max(largest, total)
        }
        if largest >= Float.leastNormalMagnitude {
          for pitch in 0..<12 { values[pitch * count + frame] /= largest }
        }
      }
    }
    return Frames(bands: 12, count: count, values: values)
  }

  /// `[12, bins]`: how much of each bin's power belongs to each pitch class.
  private func chromaWeights(tuning: Double) -> [Float] {
    let reference = 440 * exp2(tuning / 12) / 16
    var pitches = (1...fourier.bins).map { 12 * log2(Double($0) * binWidth / reference) }
    pitches.insert(pitches[0] - 18, at: 0)
    var weights = [Float](repeating: 0, count: 12 * fourier.bins)
    for bin in 0..<fourier.bins {
      let width = max(pitches[bin + 1] - pitches[bin], 1)
      let bumps = (0..<12).map { pitch -> Double in
        let shifted = pitches[bin] - Double(pitch) + 126
        let distance = shifted - 12 * (shifted / 12).rounded(.down) - 6
        return exp(-0.5 * (2 * distance / width) * (2 * distance / width))
      }
      let length = bumps.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let octave = (pitches[bin] / 12 - 5) / 2
      for pitch in 0..<12 {
        // Pitches are counted from A; the rows begin at C.
        weights[(pitch + 9) % 12 * fourier.bins + bin] = Float(
          bumps[pitch] / length * exp(-0.5 * octave * octave))
      }
    }
    return weights
  }
}
