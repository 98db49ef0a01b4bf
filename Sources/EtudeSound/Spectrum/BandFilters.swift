import Glibc

/// Triangular filters from the bins of a power spectrum to bands, kept sparse: only bins with weight.
struct BandFilters: Sendable {
  /// First bin of each band.
  private let starts: [Int]
  /// Sixteens of bins of each band.
  private let sixteens: [Int]
  /// Weights of all bands, each filled up with zeros to whole sixteens.
  private let weights: [Float]
  /// Bands whose triangle holds no bin: always silent.
  let emptyBands: Int

  var count: Int { starts.count }

  /// Filters of triangles with corners `corners[band]`, `[band + 1]`, `[band + 2]` in Hz, of area 1 (Slaney).
  init(corners: [Double], rate: Int, fft: Int) {
    var starts: [Int] = []
    var sixteens: [Int] = []
    var weights: [Float] = []
    var emptyBands = 0
    for band in 0..<max(0, corners.count - 2) {
      let (left, middle, right) = (corners[band], corners[band + 1], corners[band + 2])
      let width = Double(rate) / Double(fft)
      let bins = max(0, Int(left / width))...max(0, min(fft / 2, Int((right / width).rounded(.up))))
      let all = bins.map { bin -> Float in
        let frequency = Double(bin) * width
        let height = min((frequency - left) / (middle - left), (right - frequency) / (right - middle))
        return Float(max(0, height) * 2 / (right - left))
      }
      let first = all.firstIndex { $0 > 0 } ?? 0
      let last = all.lastIndex { $0 > 0 } ?? -1
      if last < 0 { emptyBands += 1 }
      let used = all[first..<max(first, last + 1)]
      starts.append(bins.lowerBound + first)
      sixteens.append((used.count + 15) / 16)
      weights += used + Array(repeating: 0, count: (used.count + 15) / 16 * 16 - used.count)
    }
    self.starts = starts
    self.sixteens = sixteens
    self.weights = weights
    self.emptyBands = emptyBands
  }

  /// Mel filters between two frequencies in Hz.
  static func mel(_ bands: Int, scale: MelScale, low: Double, high: Double, rate: Int, fft: Int)
    -> BandFilters
  {
    let (first, last) = (scale.mel(low), scale.mel(high))
    let corners = (0..<bands + 2).map {
      scale.frequency(first + (last - first) * Double($0) / Double(bands + 1))
    }
    return BandFilters(corners: corners, rate: rate, fft: fft)
  }

  /// Filters of equal frequency ratio; those narrower than a bin are widened to hold one.
  static func logarithmic(_ bands: Int, low: Double, high: Double, rate: Int, fft: Int) -> BandFilters {
    let width = Double(rate) / Double(fft)
    let lowest = min(max(low, 32.703), high / 2)
    var corners: [Double] = []
    for index in 0..<bands + 2 {
      let next = lowest * pow(high / lowest, Double(index) / Double(bands + 1))
      corners.append(max(next, (corners.last ?? -width) + width))
    }
    return BandFilters(corners: corners, rate: rate, fft: fft)
  }

  /// Bands of two power spectra at once, written to `first[band * stride]` and `second[band * stride]`.
  ///
  /// The spectra have 32 finite values beyond their bins.
  @inline(__always)
  func apply(
    _ one: UnsafePointer<Float>, _ two: UnsafePointer<Float>, to first: UnsafeMutablePointer<Float>,
    _ second: UnsafeMutablePointer<Float>, stride: Int
  ) {
    weights.withUnsafeBufferPointer { buffer in
      guard let weights = buffer.baseAddress else { return }
      var weight = weights
      for band in 0..<starts.count {
        var (sumOne, sumTwo) = (Lanes.zero, Lanes.zero)
        var bin = starts[band]
        for _ in 0..<sixteens[band] {
          let lanes = weight.lanes(at: 0)
          sumOne = sumOne + lanes * one.lanes(at: bin)
          sumTwo = sumTwo + lanes * two.lanes(at: bin)
          weight += 16
          bin += 16
        }
        first[band * stride] = sumOne.total
        second[band * stride] = sumTwo.total
      }
    }
  }
}
