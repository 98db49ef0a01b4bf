/// Windows-1252, which is Latin-1 with letters and quotes in place of control characters.
///
/// Source: unicode.org, Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT.
enum WesternText {
  static let name = "Windows-1252"

  /// The bytes as UTF-8 if they are this and not UTF-8, nor UTF-8 with a few damaged places; else nil.
  static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
    guard String(validating: bytes, as: UTF8.self) == nil, !isDamagedUTF8(bytes) else { return nil }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      let code = byte < 0xA0 ? high[Int(byte) - 0x80] : UInt32(byte)
      guard code > 0, let scalar = Unicode.Scalar(code) else { return nil }
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return text
  }

  /// Whether at least as many characters beyond ASCII are right as UTF-8 as are not: letters of Windows-1252 seldom stand
  /// so that they make one.
  private static func isDamagedUTF8(_ bytes: [UInt8]) -> Bool {
    var (right, wrong) = (0, 0)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
      if scalar == "\u{FFFD}" { wrong += 1 } else { right += 1 }
    }
    return right >= wrong
  }

  /// The characters of the bytes 0x80 to 0x9F; 0 where there is none.
  private static let high: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
    0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0, 0x017E, 0x0178,
  ]
}
