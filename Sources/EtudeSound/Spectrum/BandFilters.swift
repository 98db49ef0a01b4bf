import Glibc

/// Triangular filters from the bins of a power spectrum to bands, kept sparse: only bins with weight.
struct BandFilters: Sendable {
  /// First bin of each band.
  private let starts: [Int]
  /// Pairs of bins of each band.
  private let pairs: [Int]
  /// Weights of all bands, each filled up with a zero to whole pairs of bins.
  private let weights: [Float]
  /// Bands whose triangle holds no bin: always silent.
  let emptyBands: Int

  var count: Int { starts.count }

  /// The bins that `apply` reads.
  var bins: Range<Int> {
    let ends = zip(starts, pairs).map { $0 + 2 * $1 }
    return (starts.min() ?? 0)..<(ends.max() ?? 0)
  }

  /// A band: it rises from `left` to 1 at `middle` and falls to `right`, in Hz.
  private typealias Triangle = (left: Double, middle: Double, right: Double)

  /// Filters of triangles, each of area 1 (Slaney).
  private init(_ triangles: [Triangle], rate: Int, fft: Int) {
    let width = Double(rate) / Double(fft)
    var starts: [Int] = []
    var pairs: [Int] = []
    var weights: [Float] = []
    var emptyBands = 0
    for (left, middle, right) in triangles {
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
      pairs.append((used.count + 1) / 2)
      weights += used + (used.count % 2 == 0 ? [] : [0])
    }
    self.starts = starts
    self.pairs = pairs
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
    return BandFilters(triangles(corners), rate: rate, fft: fft)
  }

  /// Filters of equal frequency ratio between two frequencies in Hz. One narrower than a bin reaches a bin to either
  /// side of its middle, and so lies between the two next to it.
  static func logarithmic(_ bands: Int, low: Double, high: Double, rate: Int, fft: Int) -> BandFilters {
    let width = Double(rate) / Double(fft)
    let corners = (0..<bands + 2).map { low * pow(high / low, Double($0) / Double(bands + 1)) }
    let widened = triangles(corners).map { left, middle, right in
      (left: min(left, middle - width), middle: middle, right: max(right, middle + width))
    }
    return BandFilters(widened, rate: rate, fft: fft)
  }

  /// Triangles that begin where the one before has its middle.
  private static func triangles(_ corners: [Double]) -> [Triangle] {
    (0..<max(0, corners.count - 2)).map { (corners[$0], corners[$0 + 1], corners[$0 + 2]) }
  }

  /// Bands of four power spectra, of which the first `used` are written side by side to `target[band * stride]`.
  ///
  /// `power[4 * bin + place]`, with a finite bin beyond the last.
  @inline(__always)
  func apply(
    _ power: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, stride: Int, used: Int
  ) {
    weights.withUnsafeBufferPointer { buffer in
      guard var weight = buffer.baseAddress else { return }
      for band in 0..<starts.count {
        // Two sums, so that an addition need not wait for the one before.
        var (sum, other) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
        var bins = power + 4 * starts[band]
        for _ in 0..<pairs[band] {
          sum = sum + bins.four(at: 0) * weight[0]
          other = other + bins.four(at: 4) * weight[1]
          weight += 2
          bins += 8
        }
        let total = sum + other
        if used == 4 {
          target.store(total, at: band * stride)
        } else {
          for place in 0..<used { target[band * stride + place] = total[place] }
        }
      }
    }
  }
}
