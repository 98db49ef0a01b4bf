import EtudeCore
import EtudeSound
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
    var layout = FolderLayout(of: scan.subfolders)
    for folder in scan.subfolders {
      let files = try scan.files(below: folder)
      if let other = scan.aliases[folder] {
        try warnings.add("\(top)/\(folder) leads to the same folder as \(other): left out")
      } else if files.isEmpty && scan.unreadable.isEmpty {
        try warnings.add("\(top)/\(folder) has no sound files: it is no genre of the dataset")
      }
      layout.add(files, in: folder)
    }
    var clips = layout.labelled(limit: options.limit).map { name, genre in
      clip(name, label: genre, path: "\(top)/\(name)", options)
    }
    for remark in layout.remarks(top) { work.warn(remark) }
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
    for warning in scan.unreadWarnings { try warnings.add(warning) }
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
    "wav", "wave", "bwf", "rf64", "w64", "amb", "au", "snd", "aif", "aiff", "aifc", "caf", "flac", "ogg",
    "oga", "opus", "mp3", "mp2", "mp1", "mpa", "mpga", "m1a", "m2a", "voc", "avr", "iff", "8svx",
    "16sv", "svx", "paf", "pvf", "sf", "ircam", "nist", "sph", "wve", "xi",
  ]

  /// Endings, in lower case, of files with sound in them that libsndfile does not read, or not without being told more.
  package static let unreadExtensions: Set<String> = [
    "m4a", "m4b", "m4p", "m4r", "mp4", "m4v", "3gp", "aac", "alac", "ac3", "eac3", "dts", "wma", "asf", "wmv",
    "ape", "wv", "mpc", "mpp", "tta", "tak", "shn", "mka", "mkv", "webm", "weba", "ogv", "ogx", "spx", "mov",
    "avi", "flv", "amr", "ra", "rm", "ram", "dsf", "dff", "gsm", "vox", "sds", "raw", "pcm", "sd2",
  ]

  /// Refuses a file of sound that is not taken, by its ending.
  package static func checkEnding(of path: String) throws {
    let ending = ending(of: path)
    guard unreadExtensions.contains(ending) else { return }
    throw Failure.input(
      "cannot read \(path): Étude reads no .\(ending)",
      fix: "convert it: \(Conversion.command(path, to: "flac"))")
  }

  /// What there is to say of the files of each ending that is not read, such as `3 files .m4a`.
  var unreadWarnings: [String] {
    Dictionary(grouping: unread) { Self.ending(of: $0) }.sorted { $0.key < $1.key }.map { ending, paths in
      "\(counted(paths.count, ".\(ending) file")) cannot be read: left out; convert them, as in "
        + Conversion.command("\(top)/\(paths[0])", to: "flac")
    }
  }

  private static func ending(of path: String) -> String {
    path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() } ?? ""
  }

  /// Folders that systems and archives leave behind, and what lies in them is no song.
  private static let leftovers: Set<String> = [
    "__MACOSX", "@eaDir", "lost+found", "$RECYCLE.BIN", "System Volume Information",
  ]

  /// Folders deeper than this are not looked into.
  private static let deepest = 64

  private let top: String
  private let work: Work
  private var visited: Set<FileStatus.Place> = []
  /// The folders in the top folder: a link deeper down that leads to one is not followed.
  private var genrePlaces: [FileStatus.Place: String] = [:]
  /// Folders in the top folder that are another one under a second name, and that one's name.
  private(set) var aliases: [String: String] = [:]
  /// Names of the folders in the top folder.
  let subfolders: [String]
  /// Names of the sound files in the top folder itself.
  let looseFiles: [String]
  /// Folders that could not be read, and why.
  private(set) var unreadable: [(path: String, reason: String)] = []
  /// Files of sound that cannot be used whatever is in them, by their paths from the top folder, and why.
  private(set) var unusable: [(path: String, reason: String)]
  /// Files of sound whose endings are not read, by their paths from the top folder, sorted by their bytes.
  private(set) var unread: [String]

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
    for folder in subfolders {
      guard let place = FileStatus("\(path)/\(folder)")?.place else { continue }
      if let first = genrePlaces[place] { aliases[folder] = first } else { genrePlaces[place] = folder }
    }
    unread = entries.unread
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
    guard depth <= Self.deepest, let status = FileStatus(path),
      depth == 1 ? aliases[folder] == nil : genrePlaces[status.place] == nil,
      visited.insert(status.place).inserted
    else { return [] }
    guard let entries = Self.entries(of: path) else {
      unreadable.append((path, String(cString: strerror(errno)).lowercased()))
      return []
    }
    unusable += entries.unusable.map { ("\(folder)/\($0.path)", $0.reason) }
    unread += entries.unread.map { "\(folder)/\($0)" }
    return try entries.files.map { "\(folder)/\($0)" }
      + entries.folders.flatMap { try files(below: "\(folder)/\($0)", depth: depth + 1) }
  }

  /// What is in a folder, by name, hidden ones aside.
  private struct Entries {
    var folders: [String] = []
    var files: [String] = []
    var unusable: [(path: String, reason: String)] = []
    var unread: [String] = []
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
      guard !name.hasPrefix("."), !leftovers.contains(name) else { continue }
      let ending = ending(of: name)
      if isFolder(kind, "\(path)/\(name)") {
        entries.folders.append(name)
      } else if unreadExtensions.contains(ending) {
        entries.unread.append(name)
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
    entries.unread.sort(by: bytewise)
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
      let around = top == "." ? ".." : Paths.folder(of: top)
      let isGenre = Self.entries(of: around)?.folders.prefix(100).count { folder in
        Self.entries(of: "\(around)/\(folder)").map { !$0.files.isEmpty } ?? false
      }
      return .input(
        "\(top) has \(counted(looseFiles.count, "sound file")) but no folder for a genre",
        fix: isGenre ?? 0 > 1
          ? "if it is one genre of several, load the folder around it: load \"\(around)/\""
          : "put each genre's songs into a folder of its name, or write a manifest")
    }
    if let first = unread.first {
      let counts = Dictionary(grouping: unread) { Self.ending(of: $0) }.sorted { $0.key < $1.key }
        .map { counted($1.count, ".\($0) file") }.joined(separator: ", ")
      return .input(
        "\(top) has no sound that Étude reads, only \(counts)",
        fix: "convert each, as in \(Conversion.command("\(top)/\(first)", to: "flac"))")
    }
    let endings = "wav, au, aiff, flac, ogg, opus or mp3"
    return subfolders.isEmpty
      ? .input("\(top) holds no sound", fix: "name a folder with one folder per genre")
      : .input(
        "no sound files (\(endings)) in the folders of \(top)", fix: "name a folder with one folder per genre"
      )
  }
}
