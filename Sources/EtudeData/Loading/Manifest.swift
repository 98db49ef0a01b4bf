import EtudeCore

extension DatasetLoader {
  /// Lists a CSV or TSV file (RFC 4180) with the columns file and label, and if there are any track, artist, start
  /// and length (seconds), without opening any sound file. Relative paths start at the manifest's folder. A column name,
  /// as `export` writes it, keeps what files are called.
  ///
  /// A line that cannot be used is warned of and left out; a file that is not there stays, marked.
  /// - Throws: `Failure.input` naming the file and line if it is no such table, or no line of it can be used.
  public static func manifest(_ path: String, _ options: LoadOptions = LoadOptions(), work: Work = Work())
    throws -> Dataset
  {
    let table = try DelimitedText(reading: path, wanting: "file")
    let columns = try ManifestColumns(table, path: path, allowsUnlabelled: options.allowsUnlabelled)
    var warnings = Warnings(strict: options.strict, fix: "mend the line, or load without strict:")
    var listing = ManifestListing(path: path, options: options)
    for (index, row) in table.rows.enumerated() {
      if index % 1024 == 0 { try work.checkCancelled() }
      switch columns.entry(row) {
      case .success(let entry):
        if let complaint = listing.add(entry) { try warnings.add("\(path):\(row.line): \(complaint)") }
      case .failure(let complaint):
        try warnings.add("\(path):\(row.line): \(complaint.text): the line is left out")
      }
    }
    if let assumption = table.assumption { work.warn(assumption) }
    warnings.tell(work)
    return try named(Dataset(try listing.clips(lines: table.rows.count)), options, work: work)
  }
}

extension DelimitedText {
  /// Whether it is a table of the Free Music Archive's data set: two or more lines of column names, then one that
  /// begins with `track_id`.
  fileprivate var isFMA: Bool {
    column("file") == nil && rows.prefix(3).contains { $0.fields.first?.lowercased() == "track_id" }
  }
}

/// Where a manifest's columns are.
struct ManifestColumns {
  /// What a line says.
  struct Entry {
    let line: Int
    let file: String
    /// What the file is called, where the table says so.
    let name: String?
    let label: String?
    let track: String?
    let artist: String?
    let start: Double
    let length: Double?
  }

  /// Why a line cannot be used.
  struct Complaint: Error {
    let text: String
  }

  private let width: Int
  private let isDecimalComma: Bool
  private let allowsUnlabelled: Bool
  private let file: Int?
  private let name: Int?
  private let label: Int?
  private let track: Int?
  private let artist: Int?
  private let start: Int?
  private let length: Int?

  init(_ table: DelimitedText, path: String, allowsUnlabelled: Bool) throws {
    width = table.header.count
    isDecimalComma = table.isDecimalComma
    file = table.column("file")
    name = table.column("name")
    label = table.column("label")
    track = table.column("track")
    artist = table.column("artist")
    start = table.column("start")
    length = table.column("length")
    self.allowsUnlabelled = allowsUnlabelled
    guard !table.header.isEmpty else {
      throw Failure.input("the manifest \(path) is empty", fix: "write a line of column names: file,label")
    }
    if table.isFMA {
      throw Failure.input(
        "\(path) is FMA's own table (of the Free Music Archive), which names no files",
        fix: "say where they lie: load \"\(path)\" sounds: \"fma_small/\"")
    }
    for needed in allowsUnlabelled ? ["file"] : ["file", "label"] where table.column(needed) == nil {
      let shown = table.header.prefix(8).map { $0.count > 24 ? $0.prefix(24) + "…" : $0 }
      let other = Self.otherNames[needed]?.first { table.column($0) != nil }
      throw Failure.input(
        "\(path):1: there is no column '\(needed)', only \(shown.joined(separator: ", "))",
        fix: other.map { "if '\($0)' is that column, call it '\(needed)' in the first line" }
          ?? "name the columns in the first line: file,label, and if you like track,artist,start,length")
    }
    for name in Set(table.header) where !name.isEmpty && table.header.filter({ $0 == name }).count > 1 {
      guard ["file", "label", "track", "artist", "start", "length"].contains(name) else { continue }
      throw Failure.input("\(path):1: two columns are called '\(name)'", fix: "rename one of them")
    }
  }

  /// What other programs call a column.
  private static let otherNames = [
    "file": ["filename", "file_name", "filepath", "file_path", "path", "audio", "wav", "fname", "song"],
    "label": ["genre", "class", "class_name", "category", "labels", "target", "style", "tag"],
  ]

  /// What a row says, or why it cannot be used.
  func entry(_ row: DelimitedText.Row) -> Result<Entry, Complaint> {
    Result { () throws(Complaint) in
      guard
        row.fields.count <= width || row.fields[width...].allSatisfy({ trimmed($0).isEmpty })
      else {
        throw Complaint(text: "\(row.fields.count) fields where the first line has \(width)")
      }
      guard let file = field(file, row) else { throw Complaint(text: "no file is named") }
      let label = label(row)
      guard label != nil || allowsUnlabelled else { throw Complaint(text: "\(file) has no label") }
      let start = try seconds("start", start, row) ?? 0
      let length = try seconds("length", length, row)
      guard start >= 0 else { throw Complaint(text: "start is below 0") }
      guard length ?? 1 > 0 else { throw Complaint(text: "length is not above 0") }
      return Entry(
        line: row.line, file: file, name: field(name, row), label: label, track: field(track, row),
        artist: field(artist, row),
        start: start, length: length)
    }
  }

  private func field(_ column: Int?, _ row: DelimitedText.Row) -> String? {
    guard let column, column < row.fields.count else { return nil }
    let text = trimmed(row.fields[column])
    return text.isEmpty ? nil : text
  }

  /// A label in quotes is what stands between them, blanks at its ends included.
  private func label(_ row: DelimitedText.Row) -> String? {
    field(label, row) == nil ? nil : label.map { row.fields[$0] }
  }

  private func seconds(_ name: String, _ column: Int?, _ row: DelimitedText.Row) throws(Complaint) -> Double?
  {
    guard let text = field(column, row) else { return nil }
    switch TimeText.seconds(text, isDecimalComma: isDecimalComma) {
    case .success(let seconds): return seconds
    case .failure(let reason):
      throw Complaint(text: "\(name) is '\(text.prefix(40))', \(reason.text)")
    }
  }
}
