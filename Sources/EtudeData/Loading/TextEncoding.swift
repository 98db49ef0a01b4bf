import EtudeCore

/// How the bytes of a table of text are to be read: programs that write tables do not agree on it.
enum TextEncoding {
  /// Text as UTF-8, and what had to be assumed to read it.
  struct Decoded {
    let bytes: [UInt8]
    /// What is to be told of it; nil where nothing was assumed.
    var assumption: String?
  }

  /// The same text as UTF-8, without a byte-order mark: of UTF-16 and UTF-32 with or without a mark, as Excel and
  /// Notepad write them; of what is none of these as Windows in western Europe writes it, which is told. Damaged UTF-8
  /// stays as it is.
  ///
  /// - Throws: `Failure.input` if it is no text, or a text that is damaged.
  static func utf8(_ bytes: [UInt8], path: String) throws -> Decoded {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return Decoded(bytes: try checked(Array(bytes.dropFirst(3)), path))
    }
    let decoded: [UInt8]?? =
      if bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
        wide(bytes.dropFirst(4), isBig: false)
      } else if bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
        wide(bytes.dropFirst(4), isBig: true)
      } else if bytes.starts(with: [0xFF, 0xFE]) {
        pairs(bytes.dropFirst(2), isBig: false)
      } else if bytes.starts(with: [0xFE, 0xFF]) {
        pairs(bytes.dropFirst(2), isBig: true)
      } else {
        order(ofUnmarked: bytes).map { pairs(bytes[...], isBig: $0) }
      }
    switch decoded {
    case .none:
      let text = try checked(bytes, path)
      guard let western = WesternText.utf8(text) else { return Decoded(bytes: text) }
      return Decoded(
        bytes: western,
        assumption: "\(path) is not UTF-8: it was read as \(WesternText.name), as Windows in western Europe "
          + "writes it; if letters are wrong, save it as UTF-8")
    case .some(.none):
      throw Failure.input("\(path) is UTF-16 text that is damaged", fix: "save it anew, as UTF-8")
    case .some(.some(let text)): return Decoded(bytes: try checked(text, path))
    }
  }

  /// What to do about text of an encoding of old: which one nobody can tell.
  static func advice(_ path: String) -> String {
    let name = Paths.name(of: path)
    return
      "save the file as UTF-8 (in Excel 'CSV UTF-8'), or convert it; text from Windows in western Europe: "
      + "iconv -f WINDOWS-1252 -t UTF-8 '\(name)' > 'utf8-\(name)'"
  }

  private static func checked(_ bytes: [UInt8], _ path: String) throws -> [UInt8] {
    guard let place = bytes.firstIndex(of: 0) else { return bytes }
    let line = bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1
    throw Failure.input(
      "\(path) is not text: line \(line) holds a NUL byte",
      fix: "name a CSV or TSV file, or an audio file by its ending")
  }

  /// Whether the larger byte stands first in UTF-16 without a mark; nil if the bytes are none. The names of columns are
  /// ASCII, so that every other byte of the first line is zero.
  private static func order(ofUnmarked bytes: [UInt8]) -> Bool? {
    let first = bytes.prefix(8)
    guard first.count == 8, bytes.count % 2 == 0 else { return nil }
    let isZero = first.map { $0 == 0 }
    if isZero == [false, true, false, true, false, true, false, true] { return false }
    return isZero == [true, false, true, false, true, false, true, false] ? true : nil
  }

  private static func pairs(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { place in
      let (one, other) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
      return isBig ? one << 8 | other : other << 8 | one
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  private static func wide(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> [UInt8]? {
    guard bytes.count % 4 == 0 else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { place in
      let four = bytes[place..<place + 4].map(UInt32.init)
      return (isBig ? four : four.reversed()).reduce(0) { $0 << 8 | $1 }
    }
    return String(validating: units, as: UTF32.self).map { Array($0.utf8) }
  }
}
