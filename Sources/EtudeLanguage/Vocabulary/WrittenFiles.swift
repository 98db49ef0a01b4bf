import EtudeCore
import Glibc
import Synchronization

/// The files that a run wrote, so that a later statement finds them by the name it used; and the names that it read.
public final class WrittenFiles: Sendable {
  private struct Files {
    var places: [String: String] = [:]
    /// The folders in which files were written.
    var folders: [String: String] = [:]
    var writtenNow: [String] = []
    var readNow: [String] = []
    /// Digests of values that are in a file.
    var kept: Set<String> = []
  }
  private let files = Mutex<Files>(Files())

  public init() {}

  public func add(_ name: String, at path: String) {
    var (folder, place) = (Paths.tidied(name), path)
    files.withLock {
      $0.places[folder] = path
      $0.writtenNow.append(name)
      while !name.hasPrefix("/"), folder.contains("/"), let slash = place.lastIndex(of: "/") {
        folder = Paths.folder(of: folder)
        place = String(place[..<slash])
        $0.folders[folder] = place
      }
    }
  }

  public func place(of name: String) -> String? { files.withLock { $0.places[Paths.tidied(name)] } }

  func place(ofFolder name: String) -> String? { files.withLock { $0.folders[Paths.tidied(name)] } }

  /// Remembers that a statement read what it calls `name`.
  func noteReading(_ name: String) { files.withLock { $0.readNow.append(name) } }

  /// Remembers that the value with this digest is in a file: it was written there, or read from there.
  public func keep(_ digest: String) { files.withLock { _ = $0.kept.insert(digest) } }

  /// Whether the value with this digest is in a file.
  public func isKept(_ digest: String) -> Bool { files.withLock { $0.kept.contains(digest) } }

  /// The names written and read since `takeNames` was last called.
  var names: (written: [String], read: [String]) { files.withLock { ($0.writtenNow, $0.readNow) } }

  /// The names written and read since the last call: what one statement did.
  func takeNames() -> (written: [String], read: [String]) {
    files.withLock { files in
      defer { (files.writtenNow, files.readNow) = ([], []) }
      return (files.writtenNow, files.readNow)
    }
  }
}

extension Environment {
  /// The path from which to read what a script calls `name`.
  public func reading(_ name: String) -> String {
    written.noteReading(name)
    let name = Self.fromHome(name)
    if name.hasPrefix("/") { return name }
    if let place = written.place(of: name) { return place }
    let path = joined(textFolders[name] ?? readingFolder, name)
    // A folder of what this run wrote does not hide one that is there to be read.
    if let folder = written.place(ofFolder: name), access(path, F_OK) != 0 { return folder }
    return path
  }

  /// The path at which to write what a script calls `name`; remembered for `reading`.
  public func writing(_ name: String) -> String {
    let full = Self.fromHome(name)
    let path = full.hasPrefix("/") ? full : joined(writingFolder, full)
    written.add(name, at: path)
    return path
  }

  /// `~/music` as a shell reads it.
  public static func fromHome(_ name: String) -> String {
    guard name.hasPrefix("~/"), let home = UserEnvironment.home else { return name }
    return home + name.dropFirst(1)
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }
}
