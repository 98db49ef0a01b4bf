/// The items of which a network is about as sure: a point of a reliability diagram.
public struct CalibrationBin: Sendable, Hashable {
  /// Confidence from `lower` to `upper`, 0 … 1.
  public let lower: Double
  /// The highest confidence in the bin.
  public let upper: Double
  /// How many items have a confidence in the bin.
  public let count: Int
  /// Mean probability of the predicted genre.
  public let confidence: Double
  /// Share of the bin's items that are right.
  public let accuracy: Double
}

extension JudgedItems {
  /// Ten bins of confidence, for a reliability diagram; empty bins are left out.
  public var calibration: [CalibrationBin] {
    var bins = [(count: Int, confidence: Double, right: Int)](repeating: (0, 0, 0), count: 10)
    for (item, prediction) in zip(items, predictions) {
      let confidence = item.probabilities[prediction]
      let bin = min(max(Int(confidence * 10), 0), 9)
      bins[bin].count += 1
      bins[bin].confidence += confidence
      bins[bin].right += item.isRight ? 1 : 0
    }
    return bins.enumerated().filter { $1.count > 0 }.map { index, bin in
      CalibrationBin(
        lower: Double(index) / 10, upper: Double(index + 1) / 10, count: bin.count,
        confidence: bin.confidence / Double(bin.count), accuracy: Double(bin.right) / Double(bin.count))
    }
  }
}
