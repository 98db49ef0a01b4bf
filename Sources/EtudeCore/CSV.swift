/// Tables as text for other programs: comma-separated values as RFC 4180 has them.
public enum CSV {
  /// Rows of fields as text: every line ends in CR LF; what a reader could take for something else stands in quotes, so
  /// that each field is read back as it was.
  public static func text(_ rows: some Sequence<[String]>) -> String {
    var text = ""
    for row in rows {
      // A line without anything on it is passed over by many readers.
      if row == [""] { text += "\"\"" }
      for (place, field) in row.enumerated() {
        if place > 0 { text += "," }
        append(field, to: &text)
      }
      text += "\r\n"
    }
    return text
  }

  private static func append(_ field: String, to text: inout String) {
    // Unicode scalars, since Swift takes CR LF for one character that is neither of the two.
    let scalars = field.unicodeScalars
    guard scalars.contains(where: isSpecial) || isBlank(scalars.first) || isBlank(scalars.last) else {
      text += field
      return
    }
    text += "\""
    for scalar in scalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    text += "\""
  }

  private static func isSpecial(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "," || scalar == "\"" || scalar == "\r" || scalar == "\n"
  }

  /// What readers strip from the ends of a field without quotes.
  private static func isBlank(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.properties.isWhitespace || $0 == "\u{FEFF}" } ?? false
  }
}
