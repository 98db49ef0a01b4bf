import Glibc

/// Paths as texts: folders, names, and the way from one folder to a file.
public enum Paths {
  /// The part of a path before its last slash; `.` if there is none.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The part of a path after its last slash.
  public static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// The path without `./`, doubled slashes, and folders that are left again at once: `sub/x.wav` for `./sub//x.wav`.
  public static func tidied(_ path: String) -> String {
    (path.hasPrefix("/") ? "/" : "") + parts(path).joined(separator: "/")
  }

  /// The path from the root, tidied.
  public static func absolute(_ path: String) -> String {
    tidied(path.hasPrefix("/") ? path : currentFolder() + "/" + path)
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

  /// Its folders and its name; nothing lies above the root.
  private static func parts(_ path: String) -> [String] {
    var parts: [String] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(String(part))
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if !path.hasPrefix("/") {
        parts.append("..")
      }
    }
    return parts
  }

  private static func currentFolder() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getcwd(&buffer, buffer.count) != nil else { return "/" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
