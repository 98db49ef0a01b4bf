import EtudeCore

/// Sound under construction: samples that are added to, scaled and delayed, sixteen at a time.
struct SampleBuffer {
  var samples: [Float]
  /// Samples a second.
  let rate: Double

  init(count: Int, rate: Double) {
    samples = [Float](repeating: 0, count: count)
    self.rate = rate
  }

  /// Adds `source` from sample `start` on, cut off at the end.
  mutating func add(_ source: [Float], at start: Int, gain: Float) {
    let begin = max(0, start)
    let skip = begin - start
    let count = min(samples.count - begin, source.count - skip)
    guard count > 0, skip >= 0 else { return }
    samples.withUnsafeMutableBytes { target in
      source.withUnsafeBytes { source in
        let whole = count & ~15
        let gains = SIMD16<Float>(repeating: gain)
        for offset in stride(from: 0, to: whole * 4, by: 64) {
          let place = begin * 4 + offset
          let sum =
            target.loadUnaligned(fromByteOffset: place, as: SIMD16<Float>.self)
            + source.loadUnaligned(fromByteOffset: skip * 4 + offset, as: SIMD16<Float>.self) * gains
          target.storeBytes(of: sum, toByteOffset: place, as: SIMD16<Float>.self)
        }
      }
    }
    for index in (count & ~15)..<count { samples[begin + index] += source[skip + index] * gain }
  }

  /// Adds the whole of another signal of the same length.
  mutating func add(_ other: SampleBuffer, gain: Float) { add(other.samples, at: 0, gain: gain) }

  /// Replaces every sixteen samples by what `body` makes of them.
  mutating func transform(_ body: (SIMD16<Float>) -> SIMD16<Float>) {
    let count = samples.count
    let whole = count & ~15
    samples.withUnsafeMutableBytes { bytes in
      for offset in stride(from: 0, to: whole * 4, by: 64) {
        let values = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
        bytes.storeBytes(of: body(values), toByteOffset: offset, as: SIMD16<Float>.self)
      }
    }
    guard whole < count else { return }
    var rest = SIMD16<Float>()
    for index in whole..<count { rest[index - whole] = samples[index] }
    rest = body(rest)
    for index in whole..<count { samples[index] = rest[index - whole] }
  }

  /// The largest magnitude.
  var peak: Float {
    var largest = SIMD16<Float>()
    let whole = samples.count & ~15
    samples.withUnsafeBytes { bytes in
      for offset in stride(from: 0, to: whole * 4, by: 64) {
        let values = bytes.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
        let magnitudes = values.replacing(with: -values, where: values .< 0)
        largest.replace(with: magnitudes, where: magnitudes .> largest)
      }
    }
    return samples[whole...].reduce(largest.max()) { max($0, abs($1)) }
  }

  /// Bends the samples softly towards ±1, as an overdriven amplifier does; `bias` bends one side more.
  mutating func saturate(drive: Float, bias: Float = 0) {
    let one = SIMD16<Float>(repeating: 1)
    let offset = bias / (1 + abs(bias))
    transform { values in
      let pushed = values * drive + bias
      let magnitude = pushed.replacing(with: -pushed, where: pushed .< 0)
      return pushed / (one + magnitude) - offset
    }
  }
}

/// White noise in -1 … 1, four samples from each number of the stream.
func whiteNoise(_ count: Int, _ random: inout RandomStream) -> [Float] {
  [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
    var index = 0
    while index < count {
      var bits = random.next()
      for _ in 0..<min(4, count - index) {
        buffer[index] = Float(Int16(truncatingIfNeeded: bits)) * (1 / 32768)
        bits >>= 16
        index += 1
      }
    }
    initialized = count
  }
}
