import EtudePictures

/// What a table is about, where a picture says it better than the rows.
protocol TableSubject: Sendable {
  /// - Parameter data: the digest of where the table's numbers come from, as text.
  func drawing(data: String?) throws -> Drawing
  /// What is exported in place of the rows; nil for the rows.
  func exported(as ending: TableEnding) -> String?
}

/// What tables are exported as.
enum TableEnding {
  case csv, json
}

extension TableSubject {
  func exported(as ending: TableEnding) -> String? { nil }
}
