import CPNG
import EtudeCore
import EtudeSound

/// PNG files: pixels by libpng, texts in iTXt chunks after the header.
enum PNG {
  /// An image with keywords and texts.
  static func encode(_ image: RGBImage, texts: [(String, String)]) throws -> [UInt8] {
    guard image.width > 0, image.height > 0 else {
      throw Failure("cannot write a PNG: the image has no pixels")
    }
    var header = png_image()
    header.version = png_uint_32(PNG_IMAGE_VERSION)
    header.width = png_uint_32(image.width)
    header.height = png_uint_32(image.height)
    header.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    defer { png_image_free(&header) }
    var size = 0
    guard png_image_write_to_memory(&header, nil, &size, 0, image.pixels, 0, nil) != 0 else {
      throw failure(&header)
    }
    var bytes = [UInt8](repeating: 0, count: size)
    guard png_image_write_to_memory(&header, &bytes, &size, 0, image.pixels, 0, nil) != 0 else {
      throw failure(&header)
    }
    bytes.removeLast(bytes.count - size)
    return splice(texts, into: bytes)
  }

  /// Puts the texts behind the header: 8 bytes of signature and the 25 bytes of IHDR.
  static func splice(_ texts: [(String, String)], into png: [UInt8]) -> [UInt8] {
    let chunks = texts.flatMap { chunk("iTXt", internationalText(keyword: $0.0, text: $0.1)) }
    return Array(png[..<33]) + chunks + png[33...]
  }

  /// A chunk: length, type, contents, and the CRC of type and contents.
  static func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
    let checked = Array(type.utf8) + contents
    return bigEndian(UInt32(contents.count)) + checked + bigEndian(crc(checked))
  }

  /// An iTXt chunk's contents: uncompressed UTF-8, no language.
  private static func internationalText(keyword: String, text: String) -> [UInt8] {
    let clean = text.utf8.filter { $0 != 0 }
    return Array(keyword.utf8.prefix(79)) + [0, 0, 0, 0, 0] + clean
  }

  /// CRC-32 as in ISO 3309.
  static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
  }

  private static func failure(_ header: inout png_image) -> Failure {
    let message = withUnsafeBytes(of: header.message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return Failure("cannot write a PNG: \(message)")
  }
}
