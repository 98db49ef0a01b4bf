import EtudeCore

/// The Free Music Archive's own `tracks.csv`, as it is downloaded: three lines of column names (`album`, `artist`, `set` or
/// `track`; the name within that; `track_id`), then a line a song, whose sound lies in `000/000002.mp3` for the number 2.
///
/// The table is large (250 MB) and most of it is prose, so that it is read as bytes and only what is wanted becomes text.
struct FMATable {
  /// A song's number and what its line says.
  struct Song {
    let number: Int
    let genre: Bytes
    let title: Bytes
    let album: Bytes
    let artist: Bytes
  }

  /// A field where it stands in the table.
  typealias Bytes = Range<Int>

  let songs: [Song]
  private let bytes: [UInt8]

  /// - Throws: `Failure.input` where it is no such table; `Failure.interrupted`.
  init(_ path: String, work: Work) throws {
    let bytes = try WholeFile.read(path)
    self.bytes = bytes
    var scanner = FMAScanner(bytes)
    var names: [[String]] = []
    while names.count < 3, let row = scanner.next(all: true) {
      names.append(row.map { FMAScanner.text(bytes, $0) })
    }
    func column(_ group: String, _ name: String) -> Int? {
      names[0].indices.first {
        names[0][$0] == group && names[1].indices.contains($0) && names[1][$0] == name
      }
    }
    guard names.count == 3, names[2].first == "track_id",
      let genre = column("track", "genre_top"), let title = column("track", "title")
    else {
      throw Failure.input(
        "\(path) is not the Free Music Archive's tracks.csv", fix: "leave 'sounds' out, or name that table")
    }
    let (album, artist) = (column("album", "title"), column("artist", "name"))
    scanner.wanted = [0, genre, title, album, artist].compactMap(\.self)
    var songs: [Song] = []
    while let row = scanner.next() {
      if songs.count % 4096 == 0 { try work.checkCancelled() }
      func field(_ column: Int?) -> Bytes { column.flatMap { scanner.place($0) }.map { row[$0] } ?? 0..<0 }
      guard let number = Int(FMAScanner.text(bytes, field(0))), number >= 0 else { continue }
      songs.append(
        Song(
          number: number, genre: field(genre), title: field(title), album: field(album), artist: field(artist)
        ))
    }
    self.songs = songs
  }

  /// What a field says; nil if nothing.
  func text(_ field: Bytes) -> String? {
    let text = trimmed(FMAScanner.text(bytes, field))
    return text.isEmpty ? nil : text
  }
}

/// Walks through the rows of a table with commas, in which line ends may stand in quotes.
private struct FMAScanner {
  /// Columns whose fields `next` gives.
  var wanted: [Int] = []
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func place(_ column: Int) -> Int? { wanted.firstIndex(of: column) }

  /// The wanted fields of the next row, an empty one for each that it has not, or all fields; nil at the end.
  mutating func next(all: Bool = false) -> [Range<Int>]? {
    guard position < bytes.count else { return nil }
    var fields = all ? [] : [Range<Int>](repeating: 0..<0, count: wanted.count)
    var column = 0
    bytes.withUnsafeBufferPointer { bytes in
      var isInRow = true
      while isInRow {
        let start = position
        var isQuoted = false
        while position < bytes.count {
          let byte = bytes[position]
          // A quote within quotes is written twice, which closes and opens them again.
          if byte == UInt8(ascii: "\"") {
            isQuoted.toggle()
          } else if !isQuoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
            break
          }
          position += 1
        }
        if all {
          fields.append(start..<position)
        } else if let place = wanted.firstIndex(of: column) {
          fields[place] = start..<position
        }
        column += 1
        isInRow = position < bytes.count && bytes[position] == UInt8(ascii: ",")
        position += 1
      }
    }
    return fields
  }

  /// A field as text, without its quotes.
  static func text(_ bytes: [UInt8], _ field: Range<Int>) -> String {
    var field = bytes[field]
    if field.last == UInt8(ascii: "\r") { field.removeLast() }
    guard field.first == UInt8(ascii: "\""), field.count > 1, field.last == UInt8(ascii: "\"") else {
      return String(decoding: field, as: UTF8.self)
    }
    return String(decoding: field.dropFirst().dropLast(), as: UTF8.self).replacing("\"\"", with: "\"")
  }
}

extension DatasetLoader {
  /// Lists the songs of the Free Music Archive's `tracks.csv` whose sound lies in a folder, without opening any.
  ///
  /// The genre is `genre_top`; artist, and album and title together, are artist and track. Songs without a file or without
  /// a genre are left out, with their counts.
  /// - Throws: `Failure.input` if it is no such table, or no song of it is left; `Failure.interrupted`.
  static func freeMusicArchive(
    _ path: String, sounds: String, _ options: LoadOptions, work: Work
  ) throws -> Dataset {
    guard let status = FileStatus(sounds), status.isFolder else {
      throw Failure.input("there is no folder \(sounds)", fix: "unpack fma_small.zip, and name its folder")
    }
    let table = try FMATable(path, work: work)
    let top = sounds.count > 1 && sounds.hasSuffix("/") ? String(sounds.dropLast()) : sounds
    let files = soundFiles(in: top)
    var (silent, unlabelled) = (0, 0)
    var taken: [String: Int] = [:]
    let clips = table.songs.compactMap { song -> Clip? in
      guard let name = files[song.number] else {
        silent += 1
        return nil
      }
      guard let genre = table.text(song.genre) else {
        unlabelled += 1
        return nil
      }
      taken[genre, default: 0] += 1
      if let limit = options.limit, taken[genre, default: 0] > limit { return nil }
      let title = [table.text(song.album), table.text(song.title)].compactMap(\.self)
      return Clip(
        name: name, label: genre, track: title.isEmpty ? nil : title.joined(separator: "/"),
        artist: table.text(song.artist), source: .file(path: "\(top)/\(name)"), start: options.from,
        span: options.length, rate: options.rate)
    }
    guard !clips.isEmpty else {
      throw Failure.input(
        "of the \(counted(table.songs.count, "song")) in \(path), none has a genre and a file in \(sounds)",
        fix: "name the folder that holds 000/000002.mp3 and the like")
    }
    let left = [
      silent > 0 ? "\(silent) have no file in \(top)" : nil, unlabelled > 0 ? "\(unlabelled) no genre" : nil,
    ].compactMap(\.self)
    if !left.isEmpty {
      work.warn(
        "of \(counted(table.songs.count, "song")) in \(Paths.name(of: path)) "
          + left.joined(separator: " and ") + ": left out")
    }
    return try named(Dataset(clips), options, work: work)
  }

  /// Paths from the folder of the sound files that are called by a number, by that number.
  private static func soundFiles(in top: String) -> [Int: String] {
    var files: [Int: String] = [:]
    for folder in Folder.names(in: top) where Int(folder) != nil {
      for name in Folder.names(in: "\(top)/\(folder)") {
        let parts = name.split(separator: ".")
        guard parts.count == 2, let number = Int(parts[0]),
          AudioFolder.extensions.contains(parts[1].lowercased())
        else { continue }
        files[number] = "\(folder)/\(name)"
      }
    }
    return files
  }
}
