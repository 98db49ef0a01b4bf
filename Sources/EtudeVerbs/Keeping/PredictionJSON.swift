import FoundationEssentials

extension PredictionValue {
  /// One object whose keys are the prediction's fields; `times` only where rows are times.
  var json: String {
    get throws {
      let contents = Contents(
        names: names, genres: genres, genre: best.map(\.genre),
        probability: best.map { Self.rounded($0.probability) },
        probabilities: probabilities.map { $0.map { Self.rounded(Double($0)) } },
        times: times.isEmpty ? nil : times)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(contents), as: UTF8.self) + "\n"
    }
  }

  private struct Contents: Encodable {
    let names: [String]
    let genres: [String]
    let genre: [String]
    let probability: [Double]
    let probabilities: [[Double]]
    let times: [Double]?
  }

  /// Six decimals, as in a result's file.
  private static func rounded(_ probability: Double) -> Double { (probability * 1e6).rounded() / 1e6 }
}
