import Synchronization

/// The files that a run wrote, so that a later statement finds them by the name it used.
public final class WrittenFiles: Sendable {
  private let places = Mutex<[String: String]>([:])

  public init() {}

  public func add(_ name: String, at path: String) { places.withLock { $0[name] = path } }
  public func place(of name: String) -> String? { places.withLock { $0[name] } }
}

extension Environment {
  /// The path from which to read what a script calls `name`.
  public func reading(_ name: String) -> String {
    if name.hasPrefix("/") { return name }
    return written.place(of: name) ?? joined(readingFolder, name)
  }

  /// The path at which to write what a script calls `name`; remembered for `reading`.
  public func writing(_ name: String) -> String {
    let path = name.hasPrefix("/") ? name : joined(writingFolder, name)
    written.add(name, at: path)
    return path
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }
}
