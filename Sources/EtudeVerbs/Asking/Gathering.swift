import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage

// Some of the elements of a value, as a value of the same kind.

extension DatasetValue {
  func gathered(_ positions: [Int]) throws -> Value {
    .object(DatasetValue(dataset: Dataset(positions.map { dataset[$0] }), work: work))
  }
}

extension SpectrogramsValue {
  func gathered(_ positions: [Int]) throws -> Value {
    .object(SpectrogramsValue(examples: try examples.subset(positions)))
  }
}

extension TableValue {
  func gathered(_ positions: [Int]) throws -> Value {
    .object(
      TableValue(
        title: title, about: about,
        table: ScoreTable(columns: table.columns, rows: positions.map { table.rows[$0] }),
        data: data, isMomentary: isMomentary))
  }
}

extension PredictionValue {
  /// One row: what is said of one song, or of one time.
  func element(at index: Int) throws -> Value { try gathered([index]) }

  func element(named name: String) throws -> Value {
    let places = times.isEmpty ? NameForm.places(of: name, among: names) : []
    guard places.count == 1, let index = places.first else {
      if places.count > 1 {
        throw Failure(
          "\(places.count) rows are called \"\(name)\"",
          fix: "write one of \(places.prefix(3).map { "\"\(names[$0])\"" }.joined(separator: ", "))")
      }
      throw Failure(
        "no row is called \"\(name)\"",
        fix: times.isEmpty
          ? Suggestion.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
            ?? "rows are \(names.prefix(20).joined(separator: ", "))"
          : "its rows are times: count from 0")
    }
    return try element(at: index)
  }

  func gathered(_ positions: [Int]) throws -> Value {
    .object(
      PredictionValue(
        names: times.isEmpty ? positions.map { names[$0] } : names, network: network, classes: classes,
        probabilities: positions.map { probabilities[$0] },
        times: times.isEmpty ? [] : positions.map { times[$0] }, every: every, areTags: areTags))
  }
}
