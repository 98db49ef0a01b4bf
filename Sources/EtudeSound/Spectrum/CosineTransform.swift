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

  /// `[coefficients, count]` of `[bands, count]`.
  func apply(_ values: [Float], count: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: coefficients * count) { output, initialized in
      initialized = coefficients * count
      values.withUnsafeBufferPointer { input in
        matrix.withUnsafeBufferPointer { matrix in
          guard let target = output.baseAddress, let source = input.baseAddress,
            let weights = matrix.baseAddress
          else { return }
          for frame in stride(from: 0, to: count, by: 16) {
            // The last sixteen frames may overlap those before: the same sums are written again.
            let first = min(frame, count - 16)
            if first >= 0 {
              transformSixteen(source + first, weights, to: target + first, count: count)
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

  /// All coefficients of sixteen frames, two at a time.
  private func transformSixteen(
    _ source: UnsafePointer<Float>, _ weights: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>,
    count: Int
  ) {
    for row in stride(from: 0, to: coefficients, by: 2) {
      let other = min(row + 1, coefficients - 1)
      let (weight, otherWeight) = (weights + row * bands, weights + other * bands)
      var (sum, otherSum) = (Lanes.zero, Lanes.zero)
      for band in 0..<bands {
        let lanes = source.lanes(at: band * count)
        sum = sum + lanes * weight[band]
        otherSum = otherSum + lanes * otherWeight[band]
      }
      target.store(sum, at: row * count)
      target.store(otherSum, at: other * count)
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
