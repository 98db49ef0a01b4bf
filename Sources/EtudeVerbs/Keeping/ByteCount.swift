import EtudeLanguage
import Glibc

/// Sizes of files as a person reads them.
public enum ByteCount {
  /// Bytes in the unit that suits them: `512 bytes`, `1.5 MB`.
  public static func text(_ bytes: Int) -> String {
    for (unit, name) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")] where bytes >= unit {
      let tenths = (bytes * 10 + unit / 2) / unit
      return tenths >= 100 || tenths % 10 == 0
        ? "\((tenths + 5) / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return "\(bytes) bytes"
  }
}

extension TargetFile {
  /// Says what was written, where, and how large it is.
  func tell(of value: Value) {
    var status = stat()
    let size = stat(path, &status) == 0 ? ", \(ByteCount.text(Int(status.st_size)))" : ""
    let name = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    environment.tell("wrote \(name) (\(Self.words(value))\(size))")
  }

  /// What a value is, without an article: `fitted`, `3 results`.
  private static func words(_ value: Value) -> String {
    switch value {
    case .object(let object): object.kind.name
    case .list(let list): list.firstObject.map { list.count.of($0.kind.name) } ?? value.type.described
    default: value.type.described
    }
  }
}
