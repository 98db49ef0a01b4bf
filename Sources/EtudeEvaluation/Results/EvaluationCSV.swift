import EtudeCore

extension Evaluation {
  /// The result as CSV (RFC 4180): a header, then a row an item: name, track, artist, label, predicted, fold, repeat,
  /// one column a genre with its probability, all its digits. An unknown artist is an empty field.
  /// The rows of a result that is INVALID say so in one more column.
  public func csv() -> String {
    CSV.text([header + (stamp == nil ? [] : ["valid"])] + rows.map { $0 + (stamp == nil ? [] : ["INVALID"]) })
  }

  /// Several results in one table: the same columns after one with the result's label.
  /// - Throws: `Failure` if they tell different genres apart.
  public static func csv(of results: [(label: String, result: Evaluation)]) throws -> String {
    guard let first = results.first?.result else { return "" }
    guard results.allSatisfy({ $0.result.genres == first.genres }) else {
      throw Failure(
        "the results' genres differ, so they are no one table", fix: "export each to its own file")
    }
    let areValid = results.allSatisfy { $0.result.stamp == nil }
    let rows = results.flatMap { label, result in
      result.rows.map { [label] + $0 + (areValid ? [] : [result.stamp == nil ? "" : "INVALID"]) }
    }
    return CSV.text([["result"] + first.header + (areValid ? [] : ["valid"])] + rows)
  }

  private var header: [String] {
    ["name", "track", "artist", "label", "predicted", "fold", "repeat"] + genres
  }

  private var rows: [[String]] {
    items.map { item in
      [
        item.name, item.track, item.artist ?? "", item.label, item.predicted, String(item.fold),
        String(item.repeat),
      ] + item.probabilities.map { "\($0)" }
    }
  }
}
