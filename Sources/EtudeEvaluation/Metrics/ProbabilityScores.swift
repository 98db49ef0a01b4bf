import EtudeCore
import Glibc

/// How good the probabilities are, beyond the genre they put first.
public struct ProbabilityScores: Sendable, Hashable {
  /// Share of items whose genre is the predicted one or the most probable of the others; of equals, the one listed first.
  public let topTwo: Double
  /// Mean of −ln p(true genre), p kept within 2.2e-16 … 1 as scikit-learn's `log_loss` does; nil for shares of votes,
  /// where one that nobody gave is no certainty.
  public let logLoss: Double?
  /// Mean squared distance of the probabilities from the truth, summed over genres (Brier 1950): 0 … 2.
  public let brier: Double
  /// Ten bins of confidence, for a reliability diagram; empty bins are left out.
  public let calibration: [CalibrationBin]
  /// Mean of |accuracy − confidence| over bins, weighted by count (Naeini et al. 2015).
  public let calibrationError: Double

  public struct CalibrationBin: Sendable, Hashable {
    /// Confidence from `lower` to `upper`, 0 … 1.
    public let lower: Double
    public let upper: Double
    public let count: Int
    /// Mean probability of the predicted genre.
    public let confidence: Double
    /// Share of the bin's items that are right.
    public let accuracy: Double
  }

  /// - Parameter hasVotes: whether probabilities are shares of votes.
  /// - Throws: `Failure` if an item's probabilities are not one finite number a genre.
  public init(of items: [JudgedItem], genres: [String], hasVotes: Bool = false) throws {
    let places = try placesByName(genres)
    var amongTwo = 0
    var loss = 0.0
    var distance = 0.0
    var bins = [(count: Int, confidence: Double, right: Int)](repeating: (0, 0, 0), count: 10)
    for item in items {
      let probabilities = item.probabilities
      guard probabilities.count == genres.count, probabilities.allSatisfy(\.isFinite) else {
        throw Failure(
          "the probabilities of \(item.name) are not \(genres.count) finite numbers",
          fix: "train with a smaller lr: the network's weights have overflowed")
      }
      let truth = try place(of: item.label, in: places)
      let own = probabilities[truth]
      let predicted = try place(of: item.predicted, in: places)
      let ahead = probabilities.indices.count {
        $0 != predicted && (probabilities[$0] > own || (probabilities[$0] == own && $0 < truth))
      }
      if predicted == truth || ahead == 0 { amongTwo += 1 }
      loss -= log(min(max(own, 0x1p-52), 1))
      for (genre, probability) in probabilities.enumerated() {
        let difference = probability - (genre == truth ? 1 : 0)
        distance += difference * difference
      }
      let confidence = probabilities[predicted]
      let bin = min(max(Int(confidence * 10), 0), 9)
      bins[bin].count += 1
      bins[bin].confidence += confidence
      bins[bin].right += item.isRight ? 1 : 0
    }
    let count = Double(items.count)
    topTwo = Double(amongTwo) / count
    logLoss = hasVotes ? nil : loss / count
    brier = distance / count
    let filled = bins.enumerated().filter { $1.count > 0 }.map { index, bin in
      CalibrationBin(
        lower: Double(index) / 10, upper: Double(index + 1) / 10, count: bin.count,
        confidence: bin.confidence / Double(bin.count), accuracy: Double(bin.right) / Double(bin.count))
    }
    calibration = filled
    calibrationError = filled.reduce(0) {
      $0 + abs($1.accuracy - $1.confidence) * Double($1.count) / count
    }
  }
}
