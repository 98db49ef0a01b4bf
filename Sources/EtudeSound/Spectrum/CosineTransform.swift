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
      guard let target = output.baseAddress else { return }
      values.withUnsafeBufferPointer { input in
        guard let source = input.baseAddress else { return }
        for row in 0..<coefficients {
          matrix.withUnsafeBufferPointer { matrix in
            let weights = UnsafeBufferPointer(rebasing: matrix[row * bands..<(row + 1) * bands])
            transform(source, weights, to: target + row * count, count: count)
          }
        }
      }
    }
  }

  /// One coefficient of every frame.
  private func transform(
    _ source: UnsafePointer<Float>, _ weights: UnsafeBufferPointer<Float>,
    to target: UnsafeMutablePointer<Float>, count: Int
  ) {
    let whole = count / 16 * 16
    for frame in stride(from: 0, to: whole, by: 16) {
      var sum = Lanes.zero
      for band in 0..<bands { sum = sum + source.lanes(at: band * count + frame) * weights[band] }
      target.store(sum, at: frame)
    }
    for frame in whole..<count {
      var sum: Float = 0
      for band in 0..<bands { sum += source[band * count + frame] * weights[band] }
      target[frame] = sum
    }
  }
}
