import EtudeCore

/// A table in text: RFC 4180 with commas, tabs or semicolons; any line ends, UTF-8 or UTF-16, quoted fields, and Excel's
/// first line that names the delimiter, `sep=;`.
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

  /// Whether numbers may have a comma before their decimals: where it does not part the fields.
  let isDecimalComma: Bool

  /// What had to be assumed to read the text, to be told; nil if nothing.
  let assumption: String?

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
    let decoded = try TextEncoding.utf8(bytes, path: path)
    assumption = decoded.assumption
    var bytes = decoded.bytes
    let named = Self.namedDelimiter(of: bytes)
    if let named { bytes.removeFirst(named.length) }
    let delimiter = named?.delimiter ?? Self.delimiter(of: bytes, path: path, wanting: column)
    isDecimalComma = delimiter != UInt8(ascii: ",")
    var scanner = DelimitedScanner(
      bytes: bytes, delimiter: delimiter, path: path, line: named == nil ? 1 : 2)
    let first = try scanner.next()
    header = (first?.fields ?? []).map { trimmed($0).lowercased() }
    var rows: [Row] = []
    while let row = try scanner.next() { rows.append(row) }
    self.rows = rows
  }

  /// The position of a column, if there is one.
  func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  /// The delimiter that a first line `sep=;` names, and the length of that line.
  private static func namedDelimiter(of bytes: [UInt8]) -> (delimiter: UInt8, length: Int)? {
    let first = bytes.prefix(9).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let line = first.filter { $0 != UInt8(ascii: "\"") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=",
      choices(in: "").contains(line[4])
    else { return nil }
    let end = bytes[first.count...].prefix(2)
    return (line[4], first.count + (Array(end) == [13, 10] ? 2 : min(1, end.count)))
  }

  /// Delimiters, the likeliest first.
  private static func choices(in path: String) -> [UInt8] {
    let ascii = path.lowercased().hasSuffix(".tsv") ? "\t,;" : ",\t;"
    return Array(ascii.utf8)
  }

  /// The delimiter by which the first line has the wanted column, else the one by which it has most columns.
  private static func delimiter(of bytes: [UInt8], path: String, wanting column: String) -> UInt8 {
    let choices = choices(in: path)
    let headers = choices.map { choice in
      var scanner = DelimitedScanner(bytes: bytes, delimiter: choice, path: path)
      return (try? scanner.next())?.fields ?? []
    }
    let fitting = zip(choices, headers).first { _, fields in
      fields.count > 1 && fields.contains { trimmed($0).lowercased() == column }
    }
    let most = headers.map(\.count).max() ?? 0
    return fitting?.0 ?? zip(choices, headers).first { $1.count == most }?.0 ?? choices[0]
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
