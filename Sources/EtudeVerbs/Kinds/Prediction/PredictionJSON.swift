import FoundationEssentials

extension PredictionValue {
  /// One object whose keys are the prediction's fields, as they are read: `genre` and `probability` only where one song
  /// was asked about, `times` only where rows are times. Numbers keep all their digits.
  var json: String {
    get throws {
      let overall = try? overall()
      let contents = Contents(
        names: names, genre: overall?.genre, probability: overall?.probability,
        genres: best.map(\.genre), classes: classes,
        probabilities: probabilities.map { $0.map(Double.init) },
        times: times.isEmpty ? nil : times)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(contents), as: UTF8.self) + "\n"
    }
  }

  private struct Contents: Encodable {
    let names: [String]
    let genre: String?
    let probability: Double?
    let genres: [String]
    let classes: [String]
    let probabilities: [[Double]]
    let times: [Double]?
  }
}
