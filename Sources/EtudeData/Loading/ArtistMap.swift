import EtudeCore

extension DatasetLoader {
  /// The dataset with the artists of `options.artists`, if that names a file.
  static func named(_ dataset: Dataset, _ options: LoadOptions, work: Work) throws -> Dataset {
    guard let path = options.artists else { return dataset }
    return try ArtistMap(reading: path, work: work).applied(to: dataset, work: work)
  }
}

/// Who plays what: a CSV or TSV file with the columns file and artist.
struct ArtistMap {
  private let path: String
  /// For each form of a name, artists by that form; nil where two files of one form have different artists.
  private let artists: [NameForm: [String: String?]]
  /// The same by the ends of the files' paths, without extension: `jazz/1` for `/music/jazz/1.wav`.
  private let artistsByEnd: [String: String?]
  private let rows: [(file: String, line: Int)]

  init(reading path: String, work: Work) throws {
    self.path = path
    let table = try DelimitedText(reading: path, wanting: "file")
    if let assumption = table.assumption { work.warn(assumption) }
    guard let file = table.column("file"), let artist = table.column("artist") else {
      let lacking = table.column("file") == nil ? "file" : "artist"
      throw Failure.input(
        "\(path):1: there is no column '\(lacking)'", fix: "name the columns in the first line: file,artist")
    }
    var artists: [NameForm: [String: String?]] = [:]
    var artistsByEnd: [String: String?] = [:]
    var rows: [(file: String, line: Int)] = []
    func note(_ artist: String, _ key: String, in names: inout [String: String?]) {
      let known = names[key]
      names[key] = .some(known == nil || known == .some(artist) ? artist : nil)
    }
    for row in table.rows where max(file, artist) < row.fields.count {
      let name = trimmed(row.fields[file])
      let value = trimmed(row.fields[artist])
      guard !name.isEmpty, !value.isEmpty else { continue }
      rows.append((name, row.line))
      for form in NameForm.allCases {
        note(value, form.of(name), in: &artists[form, default: [:]])
      }
      for end in Self.ends(of: NameForm.withoutExtension.of(name)) { note(value, end, in: &artistsByEnd) }
    }
    self.artists = artists
    self.artistsByEnd = artistsByEnd
    self.rows = rows
  }

  /// The dataset with these artists; a manifest's own stay where the map says nothing.
  func applied(to dataset: Dataset, work: Work) throws -> Dataset {
    var found = 0
    // `jazz/1.wav` says nothing of `rock/1.wav`; a file whose name is there once may lie in another folder.
    let items = Set(dataset.clips.map(\.item))
    let namesakes = Dictionary(items.map { (NameForm.stem.of($0), 1) }, uniquingKeysWith: +)
    let clips = dataset.clips.map { clip in
      var clip = clip
      if let artist = artist(of: clip.item, isUnique: namesakes[NameForm.stem.of(clip.item)] == 1) {
        clip.artist = artist
        found += 1
      }
      return clip
    }
    guard found > 0 else {
      throw Failure.input(
        "no file of \(path) is in the dataset",
        fix: "the column file holds names like '\(dataset.clips.first?.item ?? "genre/song.wav")'")
    }
    let without = clips.filter { $0.artist == nil }.count
    if without > 0 { work.warn("\(path) names no artist for \(counted(without, "clip")) of \(clips.count)") }
    return Dataset(clips)
  }

  private func artist(of name: String, isUnique: Bool) -> String? {
    if let artist = artists[.whole]?[name] { return artist }
    let path = NameForm.withoutExtension.of(name)
    if let artist = artistsByEnd[path] { return artist }
    for end in Self.ends(of: path) {
      if let artist = artists[.withoutExtension]?[end] { return artist }
    }
    guard isUnique else { return nil }
    for form in NameForm.allCases {
      if let artist = artists[form]?[form.of(name)] { return artist }
    }
    return nil
  }

  /// A path and what is left of it when folders are taken from its front: `a/b/c`, `b/c`, `c`.
  private static func ends(of path: String) -> [String] {
    let parts = path.split(separator: "/")
    return [path] + parts.indices.dropFirst().map { parts[$0...].joined(separator: "/") }
  }
}
