import Glibc

/// What versions before 0.2 kept: a file for each result, in folders of two hexadecimal digits. Nothing reads it any more.
enum FormerCache {
  static func remove(from folder: String) {
    for shelf in Folder.names(in: folder) where isHexadecimal(shelf, count: 2) {
      for name in Folder.names(in: "\(folder)/\(shelf)") where isHexadecimal(name, count: 62) {
        unlink("\(folder)/\(shelf)/\(name)")
      }
      rmdir("\(folder)/\(shelf)")
    }
  }

  private static func isHexadecimal(_ name: String, count: Int) -> Bool {
    name.utf8.count == count && name.utf8.allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
  }
}
