import FoundationEssentials

extension PredictionValue {
  /// One object whose keys are the prediction's fields; `times` only where rows are times. Numbers keep all their
  /// digits.
  var json: String {
    get throws {
      let contents = Contents(
        names: names, genres: genres, genre: best.map(\.genre),
        probability: best.map(\.probability),
        probabilities: probabilities.map { $0.map(Double.init) },
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
}
