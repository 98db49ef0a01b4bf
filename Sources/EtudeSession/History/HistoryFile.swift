import EtudeCore
import Glibc

/// The cells that were typed, kept between sessions: one a line, in a file that several sessions may append to.
public struct HistoryFile: Sendable {
  public let path: String
  /// Cells kept when the file is cut.
  public let limit: Int

  public init(path: String, limit: Int = 300_000) {
    self.path = path
    self.limit = limit
  }

  /// The user's own history: `$XDG_STATE_HOME/etude/history`, else `~/.local/state/etude/history`; nil without a home.
  public static func standard() -> HistoryFile? {
    UserEnvironment.stateFolder
      .map { HistoryFile(path: $0 + "/etude/history") }
  }

  /// The cells that were run by kernels, beside the former: a notebook that runs whole would drown what was typed.
  public static func ofKernels() -> HistoryFile? {
    UserEnvironment.stateFolder
      .map { HistoryFile(path: $0 + "/etude/kernel-history") }
  }

  /// Bytes of the file as it is now.
  public var byteCount: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The cells kept, oldest first. A file grown to twice the limit is cut to the limit, under a lock.
  ///
  /// - Parameter bytes: how much of the file is read, from its beginning; nil for all of it.
  public func load(upTo bytes: Int? = nil) -> [String] {
    locked { cells(upTo: bytes ?? .max) } ?? []
  }

  /// Adds a cell. A history that cannot be written is not an error: the session goes on without.
  public func append(_ cell: String) {
    try? WholeFile.makeFolder(Paths.folder(of: path))
    locked {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return }
      defer { close(descriptor) }
      var line = Array((HistoryFile.escaped(cell) + "\n").utf8)
      // A line that a crash or a full disk cut short is ended, so that it spoils no other.
      if lastByte() ?? 10 != 10 { line.insert(10, at: 0) }
      _ = write(descriptor, line, line.count)
    }
  }

  private func cells(upTo end: Int) -> [String] {
    guard let bytes = try? WholeFile.read(path) else { return [] }
    let lines = bytes.split(separator: 10)
    if lines.count > 2 * limit {
      try? WholeFile.write(Array(lines.suffix(limit).joined(separator: [10])) + [10], to: path)
    }
    return lines.suffix(limit).prefix { $0.startIndex < end }.map { line in
      let text = String(decoding: line, as: UTF8.self)
      return line.contains(UInt8(ascii: "\\")) ? HistoryFile.unescaped(text) : text
    }
  }

  private func lastByte() -> UInt8? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var byte: UInt8 = 0
    return lseek(descriptor, -1, SEEK_END) >= 0 && read(descriptor, &byte, 1) == 1 ? byte : nil
  }

  /// Runs `body` while no other session writes; the lock lies beside the file, since the file itself is replaced.
  @discardableResult
  private func locked<Value>(_ body: () -> Value) -> Value? {
    let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard lock >= 0 else { return body() }
    defer { close(lock) }
    while flock(lock, LOCK_EX) != 0 && errno == EINTR {}
    return body()
  }

  /// A cell on one line: a line end is `\n`, a backslash is doubled.
  static func escaped(_ cell: String) -> String {
    var line = ""
    for scalar in cell.unicodeScalars {
      switch scalar {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      case "\r": break
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// The cell that `escaped` wrote.
  static func unescaped(_ line: String) -> String {
    var cell = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        cell.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        cell.unicodeScalars.append(scalar)
      }
    }
    return cell
  }
}
