import EtudeCore

/// Batch norm behind the extremes.
extension BandMaximum {
  /// Forgets the batch before.
  func begin() {
    positions = 0
    for channel in 0..<shape.filters { (sums[channel], squares[channel]) = (0, 0) }
  }

  /// Statistics of the batch, or the running ones; moves the running ones towards the batch's.
  func settleStatistics() throws {
    if usesBatch {
      let count = Double(max(1, positions))
      let pairs = (0..<shape.filters).map { channel in
        let mean = sums[channel] / count
        return (mean: mean, variance: max(0, squares[channel] / count - mean * mean))
      }
      for (channel, pair) in pairs.enumerated() {
        means[channel] = Float(pair.mean)
        inverses[channel] = Float(1 / (pair.variance + Double(Musicnn.epsilon)).squareRoot())
      }
      try BatchNorm.moveStatistics(
        of: norm, mean: pairs.map { Float($0.mean) }, variance: pairs.map { Float($0.variance) },
        count: positions, context.store)
    } else {
      let mean = try context.store.place(norm + ".running_mean").values
      let variance = try context.store.place(norm + ".running_var").values
      for channel in 0..<shape.filters {
        means[channel] = mean[channel]
        inverses[channel] = 1 / (variance[channel] + Musicnn.epsilon).squareRoot()
      }
    }
  }

  /// Draws each channel's line through the extremes of a window's frames.
  func normalise(_ rows: UnsafeMutablePointer<Float>, stride: Int) {
    means.withUnsafeBufferPointer { means in
      inverses.withUnsafeBufferPointer { inverses in
        for frame in 0..<LogMelWindows.frames {
          let row = rows + frame * stride
          for channel in 0..<shape.filters {
            row[channel] =
              (row[channel] - means[channel]) * (inverses[channel] * scale[channel]) + shift[channel]
          }
        }
      }
    }
  }
}
