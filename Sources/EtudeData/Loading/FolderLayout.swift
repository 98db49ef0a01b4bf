/// What the folders of a library stand for: genres, or the parts of a division with the genres in them.
struct FolderLayout {
  /// What people call the parts of a division.
  private static let partNames: Set<String> = [
    "train", "training", "trainset", "test", "testing", "testset", "val", "valid", "validation", "dev",
    "eval",
    "evaluation",
  ]

  /// What they call parts that they count, as in `fold1`, `cd 2`, `part_b`.
  private static let countedNames: Set<String> = [
    "fold", "cv", "part", "split", "subset", "batch", "disc", "disk", "cd", "vol", "volume",
  ]

  /// Whether a folder's name says that it is a part of a division, and no genre.
  private static func isPart(_ folder: String) -> Bool {
    let name = folder.lowercased()
    if partNames.contains(name) { return true }
    let word = name.prefix { $0.isLetter }
    let rest = name.dropFirst(word.count)
    let number = rest.drop { " _-.#".contains($0) }
    if countedNames.contains(String(word)), !number.isEmpty, number.utf8.count <= 3 {
      return number.allSatisfy { $0.isASCII && $0.isNumber }
        || (number.count == 1 && number.count < rest.count)
    }
    return false
  }

  private let folders: [String]
  private var files: [(folder: String, name: String)] = []

  init(of folders: [String]) { self.folders = folders }

  /// Takes the sound files below a folder, by their paths from the top folder.
  mutating func add(_ names: [String], in folder: String) { files += names.map { (folder, $0) } }

  /// Each file with its genre.
  ///
  /// - Parameter limit: files of each genre to take; all if nil.
  func labelled(limit: Int?) -> [(name: String, genre: String)] {
    var taken: [String: Int] = [:]
    let hasParts = hasParts
    return files.compactMap { folder, name in
      guard let genre = hasParts ? Self.innerFolder(of: name) : folder else { return nil }
      guard taken[genre, default: 0] < limit ?? .max else { return nil }
      taken[genre, default: 0] += 1
      return (name, genre)
    }
  }

  /// What there is to say of the folders' names.
  func remarks(_ top: String) -> [String] {
    let parts = Self.joined(parts, ", ")
    if hasParts {
      let loose = files.count { Self.innerFolder(of: $0.name) == nil }
      return [
        "\(parts) are parts of a division: the genres are the folders in them. To keep the parts: "
          + Self.joined(self.parts.map { "load \"\(top)/\($0)\"" }, ", ")
      ] + (loose == 0 ? [] : ["\(counted(loose, "sound file")) in no genre's folder: left out"])
    }
    if isDivided {
      return ["\(parts) are parts of a division, hardly genres: name a manifest with the columns file,label"]
    }
    let genres = used
    guard !genres.isEmpty, genres.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }) else {
      return []
    }
    let shown = genres.prefix(3).joined(separator: ", ") + (genres.count > 3 ? " …" : "")
    return [
      "the folders of \(top) are called \(shown): folders of digits are hardly genres; "
        + "name a manifest with the columns file,label"
    ]
  }

  /// The first few of many.
  private static func joined(_ names: [String], _ separator: String) -> String {
    names.prefix(4).joined(separator: separator) + (names.count > 4 ? " …" : "")
  }

  /// Folders with sound files, in order.
  private var used: [String] {
    let used = Set(files.map(\.folder))
    return folders.filter(used.contains)
  }

  private var parts: [String] { used.filter(Self.isPart) }

  /// Whether every folder with sound is a part of a division.
  private var isDivided: Bool { parts.count > 1 && parts.count == used.count }

  /// Whether the genres are one folder deeper.
  private var hasParts: Bool { isDivided && files.contains { Self.innerFolder(of: $0.name) != nil } }

  /// `blues` of `train/blues/1.wav`; nil of `train/1.wav`.
  private static func innerFolder(of name: String) -> String? {
    let parts = name.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : nil
  }

  /// Genres whose names differ in case, spaces, hyphens or underscores alone: groups of two or more, in order.
  static func likeNames(among genres: [String]) -> [[String]] {
    let groups = Dictionary(grouping: genres) { genre in
      String(genre.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" })
    }
    return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
  }
}
