import EtudeCore

/// Clips as a manifest's lines are read.
struct ManifestListing {
  private struct Part: Hashable {
    let file: Spelling
    let start: Double
    let length: Double?
  }

  private struct Draft {
    let entry: ManifestColumns.Entry
    let file: ManifestFile
    var problem: String?
  }

  private let path: String
  private let folder: String
  private let options: LoadOptions
  private var drafts: [Draft] = []
  private var parts: [Part: Int] = [:]
  private var taken: [String: Int] = [:]
  private var missing = 0
  private var finder: ManifestFileFinder

  init(path: String, options: LoadOptions) {
    self.path = path
    folder = Paths.folder(of: path)
    finder = ManifestFileFinder(folder: folder)
    self.options = options
  }

  /// Adds a clip; gives what there is to say of the line.
  mutating func add(_ entry: ManifestColumns.Entry) -> String? {
    let file = finder.find(entry.file)
    let part = Part(file: Spelling(file.whole), start: entry.start, length: entry.length)
    if let earlier = parts[part] {
      let other = drafts[earlier].entry
      return entry.label == other.label
        ? "\(entry.file) again, as in line \(other.line): the line is left out"
        : "\(entry.file) with another label than in line \(other.line): the line is left out"
    }
    if let limit = options.limit, taken[entry.label ?? "", default: 0] >= limit { return nil }
    parts[part] = drafts.count
    taken[entry.label ?? "", default: 0] += 1
    var draft = Draft(entry: entry, file: file)
    defer { drafts.append(draft) }
    if let length = entry.length, length - options.from <= 0 {
      draft.problem = "nothing is left after from:"
      return "\(entry.file) is no longer than from: it stays, marked unreadable"
    }
    guard file.exists else {
      missing += 1
      draft.problem = "there is no such file"
      return "there is no file \(entry.file): it stays, marked unreadable"
    }
    return file.otherCase.map {
      "there is no file \(entry.file); \($0), which differs in case alone, is used"
    }
  }

  /// The clips, each under a name of its own.
  func clips(lines: Int) throws -> [Clip] {
    guard !drafts.isEmpty else {
      throw lines == 0
        ? Failure.input("the manifest \(path) names no files", fix: "write a line for each: file,label")
        : Failure.input("no line of the manifest \(path) can be used", fix: "mend the lines warned of")
    }
    guard missing < drafts.count else {
      throw Failure.input(
        "none of the \(counted(drafts.count, "file")) in \(path) is there",
        fix: "paths start at the manifest's folder, \(folder)")
    }
    let names = names()
    let uses = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(drafts, names).map { draft, name in
      let entry = draft.entry
      let left = entry.length.map { $0 - options.from }
      var clip = Clip(
        name: name, label: entry.label, track: entry.track, artist: entry.artist,
        source: .file(path: draft.file.path), start: entry.start + options.from,
        span: options.length.map { min($0, left ?? $0) } ?? left, rate: options.rate, problem: draft.problem)
      if uses[name, default: 0] > 1 { clip.name = clip.nameOfPart }
      return clip
    }
  }

  /// For each line the name of its item: the path from the manifest's folder, of files with absolute paths that from
  /// their deepest common folder, so that nothing follows from where they lie. Different files of one name are told
  /// apart by a number.
  private func names() -> [String] {
    let common = commonFolder(of: drafts.map(\.file).filter(\.isAbsolute).map(\.given))
    var owners: [String: Spelling] = [:]
    return drafts.map { draft in
      let given = draft.file.given
      let name =
        draft.file.isAbsolute
        ? String(decoding: given.utf8.dropFirst(common.utf8.count), as: UTF8.self) : given
      let owner = Spelling(draft.file.whole)
      var number = 1
      var candidate = name
      while let other = owners[candidate], other != owner {
        number += 1
        candidate = "\(name)#\(number)"
      }
      owners[candidate] = owner
      return candidate
    }
  }

  /// The beginning that some paths share to the byte, up to a slash.
  private func commonFolder(of paths: [String]) -> String {
    guard var common = paths.first?.split(separator: "/", omittingEmptySubsequences: false).dropLast() else {
      return ""
    }
    for path in paths.dropFirst() {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      common = common.prefix(zip(common, parts).prefix { $0.utf8.elementsEqual($1.utf8) }.count)
    }
    return common.map { $0 + "/" }.joined()
  }
}
