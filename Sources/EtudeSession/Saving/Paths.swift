import Glibc

/// Paths as texts: folders, and the way from one folder to a file.
public enum Paths {
  /// The folder that a file lies in: `.` for a name alone.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path from the root, without `.` and `x/..`.
  public static func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return "/" + parts(path).joined(separator: "/") }
    return "/" + parts(currentFolder() + "/" + path).joined(separator: "/")
  }

  /// The path of a file from a folder: `../songs/a.wav`.
  public static func relative(_ path: String, from folder: String) -> String {
    let target = parts(absolute(path))
    let start = parts(absolute(folder))
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - shared)
    let way = (up + target[shared...]).joined(separator: "/")
    return way.isEmpty ? "." : way
  }

  private static func parts(_ path: String) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts
  }

  private static func currentFolder() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getcwd(&buffer, buffer.count) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
