import EtudeCore
import EtudeLanguage
import Glibc

/// Paths offered inside quotes, and after a command that takes one.
package enum PathOffers {
  /// Offers for the string that is open at the end of `text`; nil if no string is open there.
  ///
  /// - Parameter base: the folder where relative paths start.
  package static func offers(in text: String, base: String = ".") -> Offers? {
    openString(in: text).map {
      offers(in: text, from: $0, closing: quote(before: $0, in: text), base: base)
    }
  }

  /// Offers for the path that starts at an offset of `text`; a file's name is ended with `closing`.
  package static func offers(in text: String, from start: Int, closing: String, base: String) -> Offers {
    let typed = String(decoding: text.utf8.dropFirst(start), as: UTF8.self)
    let slash = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let folder = String(typed[..<slash])
    let beginning = typed[slash...]
    let place = path(folder, from: base)
    let names = Folder.names(in: place).filter { name in
      name.hasPrefix(beginning) && (!name.hasPrefix(".") || beginning.hasPrefix("."))
    }
    let nameStart = start + folder.utf8.count
    return Offers(
      replaced: nameStart..<text.utf8.count,
      candidates: names.map { name in
        isFolder(place + "/" + name)
          ? .init(name + "/") : .init(name + closing, shown: name)
      })
  }

  /// The offset after the quote of a string that is still open at the end of a line.
  package static func openString(in text: String) -> Int? {
    var quote: UInt8?
    var start = 0
    var isEscaped = false
    for (offset, byte) in text.utf8.enumerated() {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") && open == UInt8(ascii: "\"") {
          isEscaped = true
        } else if byte == open {
          quote = nil
        }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        start = offset + 1
      } else if byte == UInt8(ascii: "#") {
        return nil
      }
    }
    return quote == nil ? nil : start
  }

  /// The quote before an offset.
  static func quote(before start: Int, in text: String) -> String {
    String(decoding: Array(text.utf8)[(start - 1)..<start], as: UTF8.self)
  }

  private static func path(_ folder: String, from base: String) -> String {
    let folder = Environment.fromHome(folder)
    if folder.isEmpty { return base }
    return folder.hasPrefix("/") || base == "." ? folder : "\(base)/\(folder)"
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
