extension Evaluation {
  /// The result as CSV (RFC 4180): a header, then a row an item: name, track, artist, label, predicted, fold, repeat,
  /// one column a genre with its probability to six decimals. An unknown artist is an empty field.
  /// The rows of a result that is INVALID say so in one more column.
  public func csv() -> String {
    let header =
      ["name", "track", "artist", "label", "predicted", "fold", "repeat"] + genres
      + (stamp == nil ? [] : ["valid"])
    let rows = items.map { item in
      [
        item.name, item.track, item.artist ?? "", item.label, item.predicted, String(item.fold),
        String(item.repeat),
      ]
        + item.probabilities.map { "\(roundedToMillionths($0))" } + (stamp == nil ? [] : ["INVALID"])
    }
    return csvText([header] + rows)
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
