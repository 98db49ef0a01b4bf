import EtudeCore
import Glibc

/// Clips as a manifest's lines are read.
struct ManifestListing {
  private struct Part: Hashable {
    let file: Spelling
    let start: Double
    let length: Double?
  }

  private struct Place {
    let path: String
    let name: String
    let exists: Bool
  }

  private let path: String
  private let folder: String
  private let options: LoadOptions
  private var clips: [Clip] = []
  private var parts: [Part: Int] = [:]
  private var linesOf: [(line: Int, label: String?)] = []
  private var uses: [String: Int] = [:]
  private var taken: [String: Int] = [:]
  private var missing = 0
  private var places: [Spelling: Place] = [:]

  init(path: String, options: LoadOptions) {
    self.path = path
    folder = WholeFile.folder(of: path)
    self.options = options
  }

  /// Adds a clip; gives what there is to say of the line.
  mutating func add(_ entry: ManifestColumns.Entry) -> String? {
    let place = located(entry.file)
    let part = Part(file: Spelling(place.name), start: entry.start, length: entry.length)
    if let earlier = parts[part] {
      let other = linesOf[earlier]
      return entry.label == other.label
        ? "\(entry.file) again, as in line \(other.line): the line is left out"
        : "\(entry.file) with another label than in line \(other.line): the line is left out"
    }
    if let limit = options.limit, taken[entry.label ?? "", default: 0] >= limit { return nil }
    parts[part] = linesOf.count
    linesOf.append((entry.line, entry.label))
    taken[entry.label ?? "", default: 0] += 1
    uses[place.name, default: 0] += 1
    let left = entry.length.map { $0 - options.from }
    var clip = Clip(
      name: place.name, label: entry.label, track: entry.track, artist: entry.artist,
      source: .file(path: place.path), start: entry.start + options.from,
      span: options.length.map { min($0, left ?? $0) } ?? left, rate: options.rate)
    defer { clips.append(clip) }
    if let left, left <= 0 {
      clip.problem = "nothing is left after from:"
      return "\(entry.file) is no longer than from: it stays, marked unreadable"
    }
    guard place.exists else {
      missing += 1
      clip.problem = "there is no such file"
      return "there is no file \(entry.file): it stays, marked unreadable"
    }
    return nil
  }

  /// The clips, each under a name of its own.
  func clips(lines: Int) throws -> [Clip] {
    guard !clips.isEmpty else {
      throw lines == 0
        ? Failure.input("the manifest \(path) names no files", fix: "write a line for each: file,label")
        : Failure.input("no line of the manifest \(path) can be used", fix: "mend the lines warned of")
    }
    guard missing < clips.count else {
      throw Failure.input(
        "none of the \(counted(clips.count, "file")) in \(path) is there",
        fix: "paths start at the manifest's folder, \(folder)")
    }
    return clips.map { clip in
      guard uses[clip.name, default: 0] > 1 else { return clip }
      var clip = clip
      clip.name = clip.nameOfPart
      return clip
    }
  }

  /// Where a file lies; asked of the system once for all its lines.
  private mutating func located(_ file: String) -> Place {
    if let known = places[Spelling(file)] { return known }
    let place = search(file)
    places[Spelling(file)] = place
    return place
  }

  private func search(_ file: String) -> Place {
    var name = normalized(file)
    var path = joined(name)
    var exists = access(path, F_OK) == 0
    if !exists && name.utf8.contains(UInt8(ascii: "\\")) {
      let slashed = String(name.map { $0 == "\\" ? "/" : $0 })
      if access(joined(slashed), F_OK) == 0 {
        name = slashed
        path = joined(slashed)
        exists = true
      }
    }
    if folder.hasPrefix("/"), name.hasPrefix(folder + "/") { name = String(name.dropFirst(folder.count + 1)) }
    return Place(path: path, name: name, exists: exists)
  }

  private func joined(_ name: String) -> String {
    name.hasPrefix("/") || folder == "." ? name : folder == "/" ? "/" + name : "\(folder)/\(name)"
  }

  private var slash: UInt8 { UInt8(ascii: "/") }
  private var dot: UInt8 { UInt8(ascii: ".") }

  /// Without `./` and doubled slashes, so that one file has one name.
  private func normalized(_ file: String) -> String {
    let bytes = file.utf8
    guard zip(bytes, bytes.dropFirst()).contains(where: { $1 == slash && ($0 == slash || $0 == dot) }) else {
      return file
    }
    let parts = file.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    return file.hasPrefix("/") ? "/" + parts : parts
  }
}
