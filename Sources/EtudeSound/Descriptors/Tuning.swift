import Glibc

extension SoundDescriptors {
  /// How far the sound is tuned from A = 440 Hz, in semitones, −0.5 ..< 0.5 in steps of 0.01.
  ///
  /// The commonest deviation among the louder half of the spectral peaks between 150 Hz and 4000 Hz.
  public func estimatedTuning() throws -> Double {
    var pitches: [Float] = []
    var strengths: [Float] = []
    try eachSpectrum { power in
      let threshold = 0.1 * (power.max() ?? 0)
      func audible(_ bin: Int) -> Float { power[bin] > threshold ? power[bin] : 0 }
      for bin in 1..<power.count - 1 {
        let frequency = Double(bin) * binWidth
        guard frequency >= 150, frequency < min(4000, Double(source.rate) / 2) else { continue }
        guard audible(bin) > audible(bin - 1), audible(bin) >= audible(bin + 1) else { continue }
        let curvature = power[bin + 1] + power[bin - 1] - 2 * power[bin]
        let slope = (power[bin + 1] - power[bin - 1]) / 2
        let shift = abs(slope) >= abs(curvature) ? 0 : -slope / curvature
        pitches.append(Float((Double(bin) + Double(shift)) * binWidth))
        strengths.append(power[bin] + 0.5 * slope * shift)
      }
    }
    guard !pitches.isEmpty else { return 0 }
    let sorted = strengths.sorted()
    let median = (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    var counts = [Int](repeating: 0, count: 100)
    for (pitch, strength) in zip(pitches, strengths) where strength >= median {
      let semitones = 12 * log2f(pitch / 27.5)
      var deviation = Double(semitones - semitones.rounded(.down))
      if deviation >= 0.5 { deviation -= 1 }
      // The last edge that is not above the deviation.
      var step = min(99, max(0, Int((deviation + 0.5) * 100)))
      if step < 99, SoundDescriptors.edge(step + 1) <= deviation { step += 1 }
      if step > 0, SoundDescriptors.edge(step) > deviation { step -= 1 }
      counts[step] += 1
    }
    let commonest = counts.firstIndex(of: counts.max() ?? 0) ?? 50
    return SoundDescriptors.edge(commonest)
  }

  private static func edge(_ step: Int) -> Double { -0.5 + Double(step) * 0.01 }
}
