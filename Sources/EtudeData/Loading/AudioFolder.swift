import EtudeCore
import Glibc

extension DatasetLoader {
  /// Lists a folder that has one folder per genre, sound files at any depth below, without opening any.
  ///
  /// A clip's name is its path from `path`: `blues/blues.00001.wav`. Hidden files are skipped. Without such folders all
  /// songs may lie in `path` itself if every name says its genre as GTZAN's do: `blues.00001.wav`.
  /// - Throws: `Failure.input` if there is no such folder, it cannot be read, or it has no genre with a sound file.
  public static func folder(_ path: String, _ options: LoadOptions = LoadOptions(), work: Work = Work())
    throws -> Dataset
  {
    let top = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    var scan = try AudioFolder(top, work: work)
    var warnings = Warnings(strict: options.strict, fix: "mend it, or load without strict:")
    var clips: [Clip] = []
    for genre in scan.subfolders {
      let files = try scan.files(below: genre)
      if files.isEmpty && scan.unreadable.isEmpty {
        try warnings.add("\(top)/\(genre) has no sound files: it is no genre of the dataset")
      }
      clips += files.prefix(options.limit ?? .max).map { name in
        clip(name, label: genre, path: "\(top)/\(name)", options)
      }
    }
    // GTZAN's own names say the genre, so all its songs may lie in one folder.
    let looseGenres = clips.isEmpty && !options.allowsUnlabelled ? scan.genresOfLooseFiles : nil
    if let looseGenres {
      var taken: [String: Int] = [:]
      for (name, genre) in zip(scan.looseFiles, looseGenres)
      where taken[genre, default: 0] < options.limit ?? .max {
        taken[genre, default: 0] += 1
        clips.append(clip(name, label: genre, path: "\(top)/\(name)", options))
      }
    }
    for file in scan.unusable {
      try warnings.add("\(file.path) cannot be read (\(file.reason)): left out")
    }
    for folder in scan.unreadable {
      try warnings.add("the folder \(folder.path) cannot be read (\(folder.reason)): left out")
    }
    if options.allowsUnlabelled {
      clips += scan.looseFiles.map { clip($0, label: nil, path: "\(top)/\($0)", options) }
    } else if !scan.looseFiles.isEmpty && !clips.isEmpty && looseGenres == nil {
      try warnings.add(
        "\(counted(scan.looseFiles.count, "sound file")) in \(top) itself, in no genre's folder: left out")
    }
    warnings.tell(work)
    guard !clips.isEmpty else { throw scan.emptiness(options) }
    return try named(Dataset(clips), options, work: work)
  }

  private static func clip(_ name: String, label: String?, path: String, _ options: LoadOptions) -> Clip {
    Clip(
      name: name, label: label, source: .file(path: path), start: options.from, span: options.length,
      rate: options.rate)
  }
}

/// A folder of sound files.
package struct AudioFolder {
  /// Endings of the files that are taken for sound, in lower case.
  package static let extensions: Set<String> = [
    "wav", "wave", "au", "snd", "aif", "aiff", "aifc", "flac", "ogg", "oga", "opus", "mp3",
  ]

  /// Endings, in lower case, of files with sound in them that are not taken: most of them libsndfile does not read.
  private static let unreadExtensions: Set<String> = [
    "m4a", "m4b", "mp4", "aac", "alac", "wma", "ape", "wv", "mpc", "mka", "mkv", "webm", "ogv", "mov", "avi",
    "amr", "ra", "dsf", "caf", "w64",
  ]

  private static let unread = "it is no WAV, AU, AIFF, FLAC, Ogg Vorbis, Opus or MP3"

  /// Refuses a file of sound that is not taken, by its ending.
  static func checkEnding(of path: String) throws {
    guard unreadExtensions.contains(ending(of: path)) else { return }
    throw Failure.input(
      "cannot read \(path): \(unread)", fix: "convert it: ffmpeg -i \(WholeFile.name(of: path)) song.flac")
  }

  private static func ending(of path: String) -> String {
    path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() } ?? ""
  }

  /// Folders deeper than this are not looked into.
  private static let deepest = 64

  private let top: String
  private let work: Work
  private var visited: Set<FileStatus.Place> = []
  /// Names of the folders in the top folder.
  let subfolders: [String]
  /// Names of the sound files in the top folder itself.
  let looseFiles: [String]
  /// Folders that could not be read, and why.
  private(set) var unreadable: [(path: String, reason: String)] = []
  /// Files of sound that cannot be used whatever is in them, by their paths from the top folder, and why.
  private(set) var unusable: [(path: String, reason: String)]

  init(_ path: String, work: Work) throws {
    top = path
    self.work = work
    guard let status = FileStatus(path) else { throw systemFailure("cannot open \(path)", kind: .input) }
    guard status.isFolder else {
      throw Failure.input("cannot read \(path): it is not a folder", fix: "name a folder of genre folders")
    }
    guard let entries = Self.entries(of: path) else {
      throw systemFailure("cannot read the folder \(path)", kind: .input)
    }
    visited.insert(status.place)
    subfolders = entries.folders
    looseFiles = entries.files
    unusable = entries.unusable
  }

  /// The genres that the names of all sound files in the top folder begin with, as in `blues.00001.wav`; nil if not all
  /// are of this form.
  var genresOfLooseFiles: [String]? {
    let genres = looseFiles.map { name -> String? in
      let parts = name.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3, !parts[0].isEmpty, parts[1].utf8.count == 5,
        parts[1].utf8.allSatisfy({ (48...57).contains($0) })
      else { return nil }
      return String(parts[0])
    }
    return genres.isEmpty || genres.contains(nil) ? nil : genres.compactMap(\.self)
  }

  /// Paths from the top folder of the sound files below one of its folders, sorted by their bytes.
  mutating func files(below subfolder: String) throws -> [String] {
    try files(below: subfolder, depth: 1).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private mutating func files(below folder: String, depth: Int) throws -> [String] {
    try work.checkCancelled()
    let path = "\(top)/\(folder)"
    guard depth <= Self.deepest, let status = FileStatus(path), visited.insert(status.place).inserted else {
      return []
    }
    guard let entries = Self.entries(of: path) else {
      unreadable.append((path, String(cString: strerror(errno)).lowercased()))
      return []
    }
    unusable += entries.unusable.map { ("\(folder)/\($0.path)", $0.reason) }
    return try entries.files.map { "\(folder)/\($0)" }
      + entries.folders.flatMap { try files(below: "\(folder)/\($0)", depth: depth + 1) }
  }

  /// What is in a folder, by name, hidden ones aside.
  private struct Entries {
    var folders: [String] = []
    var files: [String] = []
    var unusable: [(path: String, reason: String)] = []
  }

  /// Folders and sound files in a folder; nil, with `errno` set, if it cannot be read.
  private static func entries(of path: String) -> Entries? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var entries = Entries()
    while let entry = readdir(stream) {
      let kind = Int(entry.pointee.d_type)
      let (name, isText) = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) {
          (String(cString: $0), String(validatingCString: $0) != nil)
        }
      }
      guard !name.hasPrefix(".") else { continue }
      let ending = ending(of: name)
      if isFolder(kind, "\(path)/\(name)") {
        entries.folders.append(name)
      } else if unreadExtensions.contains(ending) {
        entries.unusable.append((name, "\(unread): convert it"))
      } else if extensions.contains(ending) {
        if isText {
          entries.files.append(name)
        } else {
          entries.unusable.append((name, "its name is not UTF-8: rename it"))
        }
      }
    }
    entries.folders.sort(by: bytewise)
    entries.files.sort(by: bytewise)
    entries.unusable.sort { bytewise($0.path, $1.path) }
    return entries
  }

  private static func isFolder(_ kind: Int, _ path: String) -> Bool {
    if kind == Int(DT_DIR) { return true }
    guard kind == Int(DT_LNK) || kind == Int(DT_UNKNOWN) else { return false }
    return FileStatus(path)?.isFolder ?? false
  }

  private static func bytewise(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Why nothing was found.
  func emptiness(_ options: LoadOptions) -> Failure {
    if let folder = unreadable.first {
      return .input("cannot read the folder \(folder.path): \(folder.reason)", fix: "check its permissions")
    }
    if !looseFiles.isEmpty {
      return .input(
        "\(top) has \(counted(looseFiles.count, "sound file")) but no folder for a genre",
        fix: "put each genre's songs into a folder of its name, or write a manifest")
    }
    let endings = "wav, au, aiff, flac, ogg, opus or mp3"
    return subfolders.isEmpty
      ? .input("\(top) holds no sound", fix: "name a folder with one folder per genre")
      : .input(
        "no sound files (\(endings)) in the folders of \(top)", fix: "name a folder with one folder per genre"
      )
  }
}
