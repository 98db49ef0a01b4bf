import EtudeCore

extension Frames {
  /// Frames averaged in runs of equal length so that at most `steps` are left; the last run may be shorter.
  ///
  /// Gives `[steps, bands]`.
  func averaged(steps most: Int) throws -> (steps: Int, values: [Float]) {
    guard count > 0 else { throw Failure("an item has no frames", fix: "leave it out") }
    let run = Frames.run(of: count, steps: most)
    let steps = (count + run - 1) / run
    var averaged = [Float](repeating: 0, count: steps * bands)
    for band in 0..<bands {
      for step in 0..<steps {
        let range = step * run..<min((step + 1) * run, count)
        var sum: Float = 0
        for frame in range { sum += values[band * count + frame] }
        averaged[step * bands + band] = sum / Float(range.count)
      }
    }
    return (steps, averaged)
  }

  /// The mean of each band, then the standard deviation of each.
  func statistics() throws -> [Float] {
    guard count > 0 else { throw Failure("an item has no frames", fix: "leave it out") }
    var result = [Float](repeating: 0, count: 2 * bands)
    for band in 0..<bands {
      var sum = 0.0
      for frame in 0..<count { sum += Double(values[band * count + frame]) }
      let mean = sum / Double(count)
      var squares = 0.0
      for frame in 0..<count {
        let distance = Double(values[band * count + frame]) - mean
        squares += distance * distance
      }
      result[band] = Float(mean)
      result[bands + band] = Float((squares / Double(count)).squareRoot())
    }
    return result
  }
}

/// Means and deviations of rows of `width` values over many items.
struct Standardisation {
  private(set) var mean: [Float]
  private(set) var deviation: [Float]

  init(mean: [Float], deviation: [Float]) {
    self.mean = mean
    self.deviation = deviation
  }

  /// - Parameter items: each of whole rows.
  init(_ items: [[Float]], width: Int) {
    var sums = [Double](repeating: 0, count: width)
    var squares = sums
    var rows = 0
    for item in items {
      for start in stride(from: 0, to: item.count, by: width) {
        for index in 0..<width { sums[index] += Double(item[start + index]) }
        rows += 1
      }
    }
    let count = Double(max(1, rows))
    let means = sums.map { $0 / count }
    for item in items {
      for start in stride(from: 0, to: item.count, by: width) {
        for index in 0..<width {
          let distance = Double(item[start + index]) - means[index]
          squares[index] += distance * distance
        }
      }
    }
    mean = means.map { Float($0) }
    // What never changes stays zero instead of being divided by zero.
    deviation = squares.map { sum in
      let deviation = (sum / count).squareRoot()
      return deviation > 1e-6 ? Float(deviation) : 1
    }
  }
}
