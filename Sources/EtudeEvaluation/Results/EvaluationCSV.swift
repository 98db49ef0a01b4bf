import EtudeCore

extension Evaluation {
  /// The result as CSV (RFC 4180): a header, then a row an item: name, track, artist, label, predicted, fold, repeat,
  /// one column a genre with its probability to six decimals. An unknown artist is an empty field.
  /// The rows of a result that is INVALID say so in one more column.
  public func csv() -> String {
    csvText([header + (stamp == nil ? [] : ["valid"])] + rows.map { $0 + (stamp == nil ? [] : ["INVALID"]) })
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
    return csvText([["result"] + first.header + (areValid ? [] : ["valid"])] + rows)
  }

  private var header: [String] {
    ["name", "track", "artist", "label", "predicted", "fold", "repeat"] + genres
  }

  private var rows: [[String]] {
    items.map { item in
      [
        item.name, item.track, item.artist ?? "", item.label, item.predicted, String(item.fold),
        String(item.repeat),
      ] + item.probabilities.map { "\(roundedToMillionths($0))" }
    }
  }
}

/// Rows as RFC 4180 has them: lines end in CR LF, a field with a comma, a quote or a line break is quoted.
func csvText(_ rows: [[String]]) -> String {
  func field(_ text: String) -> String {
    let needsQuotes = text.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
  return rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
}
