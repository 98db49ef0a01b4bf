import EtudeCore

/// Sorts keys in pieces, so that Ctrl-C need not wait for millions of them.
enum PiecewiseSort {
  /// The keys in order: parted by their uppermost eight bits, then part by part.
  ///
  /// - Throws: `Failure.interrupted`.
  static func sorted(_ keys: [UInt64], work: Work) throws -> [UInt64] {
    let largest = keys.max() ?? 0
    let shift = max(0, 56 - largest.leadingZeroBitCount)
    var starts = [Int](repeating: 0, count: 257)
    for key in keys { starts[Int(key >> UInt64(shift)) + 1] += 1 }
    for part in 1..<257 { starts[part] += starts[part - 1] }
    try work.checkCancelled()
    var places = starts
    var sorted = [UInt64](repeating: 0, count: keys.count)
    for key in keys {
      let part = Int(key >> UInt64(shift))
      sorted[places[part]] = key
      places[part] += 1
    }
    for part in 0..<256 where starts[part + 1] - starts[part] > 1 {
      try work.checkCancelled()
      sorted[starts[part]..<starts[part + 1]].sort()
    }
    return sorted
  }
}
