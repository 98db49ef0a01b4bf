import EtudeCore

/// A table in text: RFC 4180 with commas, tabs or semicolons; any line ends, a byte-order mark, quoted fields.
struct DelimitedText {
  struct Row {
    /// The line in which it begins, from 1.
    let line: Int
    let fields: [String]
  }

  /// The names of the columns, in lower case.
  let header: [String]
  /// The rows that hold anything.
  let rows: [Row]

  /// The largest table that is read, in bytes.
  static let limit = 1 << 29

  /// Reads a file; the delimiter is the one by which the first line has the wanted column.
  ///
  /// - Throws: `Failure.input` naming the file, and the line where there is one.
  init(reading path: String, wanting column: String) throws {
    guard let identity = FileIdentity(path) else {
      if FileStatus(path) == nil { throw systemFailure("cannot open \(path)", kind: .input) }
      throw Failure.input("cannot read \(path): it is not a file", fix: "name a CSV or TSV file")
    }
    guard identity.size <= Self.limit else {
      throw Failure.input(
        "cannot read \(path): it is too large for a manifest", fix: "name a CSV or TSV file")
    }
    try self.init(WholeFile.read(path), path: path, wanting: column)
  }

  init(_ bytes: [UInt8], path: String, wanting column: String) throws {
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if bytes.contains(0) {
      throw Failure.input(
        "\(path) is not text", fix: "name a CSV or TSV file, or an audio file by its ending")
    }
    let delimiter = Self.delimiter(of: bytes, path: path, wanting: column)
    var scanner = DelimitedScanner(bytes: bytes, delimiter: delimiter, path: path)
    let first = try scanner.next()
    header = (first?.fields ?? []).map { trimmed($0).lowercased() }
    var rows: [Row] = []
    while let row = try scanner.next() { rows.append(row) }
    self.rows = rows
  }

  /// The position of a column, if there is one.
  func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  private static func delimiter(of bytes: [UInt8], path: String, wanting column: String) -> UInt8 {
    let choices: [UInt8] =
      path.lowercased().hasSuffix(".tsv")
      ? [UInt8(ascii: "\t"), UInt8(ascii: ","), UInt8(ascii: ";")]
      : [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
    let fitting = choices.first { choice in
      var scanner = DelimitedScanner(bytes: bytes, delimiter: choice, path: path)
      let fields = (try? scanner.next())?.fields ?? []
      return fields.count > 1 && fields.contains { trimmed($0).lowercased() == column }
    }
    return fitting ?? choices[0]
  }
}

/// Without spaces, tabs and line ends at both ends.
func trimmed(_ text: String) -> String {
  func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
  let bytes = text.utf8
  guard let first = bytes.first, let last = bytes.last, isBlank(first) || isBlank(last) else { return text }
  guard let start = bytes.firstIndex(where: { !isBlank($0) }),
    let end = bytes.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(text[start...end])
}
