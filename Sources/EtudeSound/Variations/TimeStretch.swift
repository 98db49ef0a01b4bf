import Glibc

extension Sound {
  /// The sound `factor` times as long in the same key, by waveform similarity overlap-add (Verhelst and Roelands, *An
  /// overlap-add technique based on waveform similarity*, 1993): windows are taken from near where they should be, there where
  /// they go on most like what came before.
  ///
  /// - Parameter factor: above 0; 2 is half as fast.
  public func stretched(by factor: Double) -> Sound {
    let size = WaveformSimilarity.size(rate: rate)
    guard factor != 1, factor > 0, samples.count > 4 * size else { return self }
    return Sound(samples: WaveformSimilarity(samples, size: size).stretched(by: factor), rate: rate)
  }
}

private struct WaveformSimilarity {
  private let samples: [Float]
  /// Samples of a window; windows overlap by half.
  private let size: Int
  private let window: [Float]

  /// Some 46 ms, an even number.
  static func size(rate: Int) -> Int { max(32, Int(0.046 * Double(rate)) / 2 * 2) }

  init(_ samples: [Float], size: Int) {
    self.samples = samples
    self.size = size
    window = (0..<size).map { Float(0.5 - 0.5 * cos(2 * .pi * Double($0) / Double(size))) }
  }

  func stretched(by factor: Double) -> [Float] {
    let hop = size / 2
    let count = Int((Double(samples.count) * factor).rounded())
    var result = [Float](repeating: 0, count: count + size)
    var weights = result
    var taken = 0
    var start = 0
    while start < count {
      let wanted = min(max(0, Int(Double(start) / factor)), samples.count - size)
      // The first window is taken as it is; each later one near its place, like what follows the last.
      taken = start == 0 ? wanted : best(near: wanted, like: taken + hop)
      for index in 0..<size {
        result[start + index] += samples[taken + index] * window[index]
        weights[start + index] += window[index]
      }
      start += hop
    }
    return (0..<count).map { weights[$0] > 1e-3 ? result[$0] / weights[$0] : result[$0] }
  }

  /// The beginning of the window near `wanted` whose samples are most like those from `natural` on.
  private func best(near wanted: Int, like natural: Int) -> Int {
    guard natural + size <= samples.count else { return wanted }
    let reach = size / 4
    let range = max(0, wanted - reach)...min(samples.count - size, wanted + reach)
    return samples.withUnsafeBufferPointer { samples in
      func likeness(_ place: Int) -> Float {
        var (product, power) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        var index = 0
        while index + 8 <= size {
          var (a, b) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
          for lane in 0..<8 {
            (a[lane], b[lane]) = (samples[place + index + lane], samples[natural + index + lane])
          }
          product += a * b
          power += a * a
          // Every other run of samples says enough.
          index += 16
        }
        return product.sum() / (power.sum() + 1e-9).squareRoot()
      }
      // Coarsely first, then around the best.
      var place = wanted
      var most = likeness(wanted)
      for step in [8, 1] {
        let centre = place
        let span = step == 8 ? range : max(range.lowerBound, centre - 7)...min(range.upperBound, centre + 7)
        for candidate in stride(from: span.lowerBound, through: span.upperBound, by: step) {
          let likeness = likeness(candidate)
          if likeness > most { (place, most) = (candidate, likeness) }
        }
      }
      return place
    }
  }
}
