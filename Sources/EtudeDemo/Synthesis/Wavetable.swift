import Glibc

/// The strengths of a tone's harmonics.
enum Spectrum {
  /// Strength 1/n^slope.
  case slope(Double)
  /// Odd harmonics only, strength 1/n^slope, as in a clarinet or a square wave.
  case odd(Double)
  /// The strengths themselves, the fundamental first.
  case drawbars([Double])
  /// Resonances at Hz with widths in Hz over a falling slope, as in a voice or a violin.
  case formants([(hertz: Double, width: Double, gain: Double)], slope: Double)

  /// The strength of the nth harmonic, which lies at so many Hz.
  func strength(_ n: Int, at hertz: Double) -> Double {
    switch self {
    case .slope(let slope): return pow(Double(n), -slope)
    case .odd(let slope): return n % 2 == 1 ? pow(Double(n), -slope) : 0.04 * pow(Double(n), -slope)
    case .drawbars(let levels): return n <= levels.count ? levels[n - 1] : 0
    case .formants(let formants, let slope):
      let resonance = formants.reduce(0.03) { sum, formant in
        let distance = (hertz - formant.hertz) / formant.width
        return sum + formant.gain / (1 + distance * distance)
      }
      return resonance * pow(Double(n), -slope)
    }
  }
}

/// One period of a tone, bright and dark, without harmonics above Nyquist's frequency.
struct Wavetable {
  static let bits: UInt32 = 9
  static let size = 1 << Int(bits)
  static let shift = 32 - bits
  static let mask: UInt32 = (1 << shift) - 1
  static let scale = 1 / Float(1 << shift)

  /// `[size + 1]` of (bright, dark), the last equal to the first.
  let pairs: [SIMD2<Float>]

  /// A tone's table at a frequency; at most 40 harmonics.
  init(_ spectrum: Spectrum, frequency: Double, rate: Double) {
    let harmonics = max(1, min(40, Int(rate * 0.46 / frequency)))
    var pairs = [SIMD2<Float>](repeating: SIMD2(), count: Wavetable.size + 1)
    var power = SIMD2<Double>()
    for harmonic in 1...harmonics {
      let bright = spectrum.strength(harmonic, at: Double(harmonic) * frequency)
      guard bright > 1e-4 else { continue }
      let both = SIMD2(bright, bright * pow(Double(harmonic), -0.9))
      power += both * both
      let strengths = SIMD2<Float>(both)
      // Phases spread as n² keep the wave's peaks low.
      let phase = harmonic * harmonic * 37
      for index in 0..<Wavetable.size {
        pairs[index] += Wavetable.sine[(index * harmonic + phase) & (Wavetable.size - 1)] * strengths
      }
    }
    let scale = SIMD2<Float>(SIMD2(0.5, 0.5) / (power / 2 + 1e-9).squareRoot())
    for index in 0..<Wavetable.size { pairs[index] *= scale }
    pairs[Wavetable.size] = pairs[0]
    self.pairs = pairs
  }

  /// One period of a sine, `[size]`.
  static let sine: [Float] = (0..<size).map { Float(sin(2 * Double.pi * Double($0) / Double(size))) }
}
