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
    let owned = ownNames
    let names = owned?.map(\.item) ?? names()
    let uses = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(drafts.indices, names).map { index, name in
      let draft = drafts[index]
      let entry = draft.entry
      let left = entry.length.map { $0 - options.from }
      var clip = Clip(
        name: name, label: entry.label, track: entry.track, artist: entry.artist,
        source: .file(path: draft.file.path), start: entry.start + options.from,
        span: options.length.map { min($0, left ?? $0) } ?? left, rate: options.rate, problem: draft.problem)
      if uses[name, default: 0] > 1 { clip.name = clip.nameOfPart }
      if let owned, options.from == 0, options.length == nil { clip.name = owned[index].name }
      return clip
    }
  }

  /// For each line the name of its clip and of its item as the table says them: where each is the end of its file's path, as
  /// in what `export` writes, and no two files or parts have one. Nil where not all are so.
  private var ownNames: [(name: String, item: String)]? {
    var owners: [String: Spelling] = [:]
    var taken: Set<String> = []
    let names = drafts.compactMap { draft -> (name: String, item: String)? in
      guard let name = draft.entry.name, taken.insert(name).inserted else { return nil }
      let isPart = draft.entry.start > 0 || draft.entry.length != nil
      let item = isPart ? name.lastIndex(of: "@").map { String(name[..<$0]) } : nil
      let owner = Spelling(draft.file.whole)
      guard
        let found = [name, item].compactMap(\.self).first(where: { Self.isEnd($0, of: draft.file.whole) }),
        owners.updateValue(owner, forKey: found) ?? owner == owner
      else { return nil }
      return (name, found)
    }
    return names.count == drafts.count ? names : nil
  }

  /// Whether a path is another one's last folders and name.
  private static func isEnd(_ name: String, of path: String) -> Bool {
    !name.hasPrefix("/") && ("/" + path).utf8.reversed().starts(with: ("/" + name).utf8.reversed())
  }

  /// For each line the name of its item: the path from the manifest's folder, or where some lie outside of it all from their
  /// deepest common folder, so that nothing follows from where they lie. Different files of one name are told apart by a
  /// number.
  private func names() -> [String] {
    let leave = drafts.contains { $0.file.isAbsolute || $0.file.given.hasPrefix("../") }
    let paths = drafts.map { draft in
      let file = draft.file
      return !leave || file.isAbsolute ? file.given : Paths.absolute("\(folder)/\(file.given)")
    }
    let common = leave ? commonFolder(of: paths) : ""
    var owners: [String: Spelling] = [:]
    return zip(drafts, paths).map { draft, path in
      let name = String(decoding: path.utf8.dropFirst(common.utf8.count), as: UTF8.self)
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
