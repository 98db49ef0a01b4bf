import EtudeCore
import Glibc

/// The first coefficients of the orthonormal discrete cosine transform (type II) along the band axis.
struct CosineTransform: Sendable {
  let coefficients: Int
  private let bands: Int
  /// `[coefficients, bands]`.
  private let matrix: [Float]

  init(bands: Int, coefficients: Int) {
    self.bands = bands
    self.coefficients = coefficients
    matrix = (0..<coefficients).flatMap { row in
      (0..<bands).map { band in
        let scale = (row == 0 ? 1 : 2) / Double(bands)
        return Float(sqrt(scale) * cos(.pi * Double(row) * (Double(band) + 0.5) / Double(bands)))
      }
    }
  }

  /// `[coefficients, count]` of `[bands, count]`; without meaning once the cancellation is requested.
  func apply(_ values: [Float], count: Int, cancellation: Cancellation) -> [Float] {
    [Float](unsafeUninitializedCapacity: coefficients * count) { output, initialized in
      initialized = coefficients * count
      values.withUnsafeBufferPointer { input in
        matrix.withUnsafeBufferPointer { matrix in
          guard let target = output.baseAddress, let source = input.baseAddress,
            let weights = matrix.baseAddress
          else { return }
          let halves = Halves(bands: bands)
          for frame in stride(from: 0, to: count, by: 16) where !cancellation.isRequested {
            // The last sixteen frames may overlap those before: the same sums are written again.
            let first = min(frame, count - 16)
            if first >= 0 {
              halves.fill(source + first, count: count)
              transformSixteen(halves, weights, to: target + first, count: count)
            } else {
              for single in 0..<count {
                transformOne(source + single, weights, to: target + single, count: count)
              }
            }
          }
        }
      }
    }
  }

  /// All coefficients of sixteen frames, an even and an odd one at a time.
  private func transformSixteen(
    _ halves: Halves, _ weights: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
  ) {
    for row in stride(from: 0, to: coefficients, by: 2) {
      let hasOdd = row + 1 < coefficients
      let (even, odd) = (weights + row * bands, weights + (hasOdd ? row + 1 : row) * bands)
      var (evenSum, oddSum) = (Lanes.zero, Lanes.zero)
      for band in 0..<halves.count {
        evenSum = evenSum + halves.sums.start.lanes(at: 16 * band) * even[band]
        oddSum = oddSum + halves.differences.start.lanes(at: 16 * band) * odd[band]
      }
      target.store(evenSum, at: row * count)
      if hasOdd { target.store(oddSum, at: (row + 1) * count) }
    }
  }

  /// All coefficients of one frame.
  private func transformOne(
    _ source: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for row in 0..<coefficients {
      var sum: Float = 0
      for band in 0..<bands { sum += source[band * count] * weights[row * bands + band] }
      target[row * count] = sum
    }
  }
}

/// Sixteen frames folded at the middle of their bands: cosines of even coefficients are equal on both sides of it, those
/// of odd ones opposite, so that each needs half of the products.
private final class Halves {
  private let bands: Int
  /// Bands up to the middle.
  let count: Int
  /// A band and its mirror added up, and subtracted, `[count, 16]`.
  let sums, differences: AlignedFloats

  init(bands: Int) {
    self.bands = bands
    count = (bands + 1) / 2
    sums = AlignedFloats(16 * count)
    differences = AlignedFloats(16 * count)
  }

  /// Folds sixteen frames of `[bands, count]`.
  func fill(_ source: UnsafePointer<Float>, count frames: Int) {
    for band in 0..<bands / 2 {
      let (low, high) = (source.lanes(at: band * frames), source.lanes(at: (bands - 1 - band) * frames))
      sums.start.store(low + high, at: 16 * band)
      differences.start.store(low - high, at: 16 * band)
    }
    // A band in the very middle has no mirror, and no part in odd coefficients.
    if bands % 2 == 1 { sums.start.store(source.lanes(at: bands / 2 * frames), at: 16 * (bands / 2)) }
  }
}
