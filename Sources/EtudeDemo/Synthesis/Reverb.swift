/// A room: parallel combs whose echoes lose their treble, then allpasses that thicken them (Schroeder, 1962).
struct Reverb {
  /// Seconds until an echo has lost 60 dB.
  let decay: Double
  /// How much treble each echo loses, 0 … 0.5.
  let damping: Float

  /// The room's answer to `input`, of the same length.
  func answer(to input: SampleBuffer) -> SampleBuffer {
    var sum = SampleBuffer(count: input.samples.count, rate: input.rate)
    var scratch = input.samples
    for seconds in [0.0297, 0.0371, 0.0411, 0.0437] {
      let delay = max(18, Int(seconds * input.rate))
      let gain = Float(decibelsToGain(-60 * seconds / max(0.05, decay)))
      feedBack(input.samples, into: &scratch, delay: delay, near: gain * (1 - damping), far: gain * damping)
      sum.add(scratch, at: 0, gain: 0.25)
    }
    for seconds in [0.0050, 0.0017] {
      let delay = max(18, Int(seconds * input.rate))
      feedBack(sum.samples, into: &scratch, delay: delay, near: 0.6, far: 0)
      // The allpass -g·x[n] + x[n-d] + g·y[n-d] written over the comb's output w: (1 - g²)·w[n-d] - g·x[n].
      sum.transform { $0 * -0.6 }
      sum.add(scratch, at: delay, gain: 0.64)
    }
    return sum
  }

  /// output[n] = input[n] + near · output[n - delay] + far · output[n - delay - 1].
  private func feedBack(_ input: [Float], into output: inout [Float], delay: Int, near: Float, far: Float) {
    let count = input.count
    for index in 0..<min(delay + 1, count) { output[index] = input[index] }
    guard count > delay + 1 else { return }
    output[delay] += near * output[0]
    let whole = (count - delay - 1) & ~15
    input.withUnsafeBytes { input in
      output.withUnsafeMutableBytes { output in
        for past in stride(from: 0, to: whole * 4, by: 64) {
          let place = past + (delay + 1) * 4
          let sum =
            input.loadUnaligned(fromByteOffset: place, as: SIMD16<Float>.self)
            + output.loadUnaligned(fromByteOffset: past + 4, as: SIMD16<Float>.self) * near
            + output.loadUnaligned(fromByteOffset: past, as: SIMD16<Float>.self) * far
          output.storeBytes(of: sum, toByteOffset: place, as: SIMD16<Float>.self)
        }
      }
    }
    for index in (delay + 1 + whole)..<count {
      output[index] = input[index] + near * output[index - delay] + far * output[index - delay - 1]
    }
  }
}
