import COpenSSL

/// A SHA-256 digest, the name by which Étude knows weights, features, songs and data.
public struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// A digest that was taken before, by its 32 bytes; nil if there are more or fewer.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
  }

  fileprivate init(whole bytes: [UInt8]) { self.bytes = bytes }

  /// The digest of some bytes.
  public init(of bytes: some ContiguousBytesConvertible) {
    var digester = Digester()
    digester.append(raw: bytes)
    self = digester.finish()
  }

  /// Reads `sha256:` and 64 hexadecimal digits, or the digits alone; nil if the text is anything else.
  public init?(_ text: String) {
    let digits = Array((text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text).utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(byte)
    }
    self.bytes = bytes
  }

  /// 64 hexadecimal digits.
  public var hex: String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// `sha256:` and the digits.
  public var description: String { "sha256:" + hex }

  /// Reads the sixty-four digits that `encode(to:)` writes; throws `DecodingError` for any other text.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let digest = Digest(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "'\(text)' is not a sha256 digest"))
    }
    self = digest
  }

  /// Writes the digest as its hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// What can lend its bytes to a digest without a copy.
public protocol ContiguousBytesConvertible {
  /// Hands `body` the bytes, in order; they are not used after it.
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

/// A number without padding or references, whose bytes are its value.
public protocol PlainNumber {}
extension UInt8: PlainNumber {}
extension Int16: PlainNumber {}
extension UInt32: PlainNumber {}
extension Float: PlainNumber {}
extension Double: PlainNumber {}

extension Array: ContiguousBytesConvertible where Element: PlainNumber {
  /// Hands `body` the bytes, in order.
  public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { withUnsafeBytes(body) }
}

extension UnsafeRawBufferPointer: ContiguousBytesConvertible {
  /// Hands `body` the bytes, in order.
  public func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { body(self) }
}

/// Builds a digest from values, each written with its kind and length so that no two sequences collide.
public struct Digester: ~Copyable {
  private let context: OpaquePointer?

  /// A builder that has taken nothing yet.
  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Bytes as they are, without kind or length: for the contents of a file.
  public mutating func append(raw bytes: some ContiguousBytesConvertible) {
    bytes.withBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// Takes a text's UTF-8, after its length, so that no two lists of texts read alike.
  public mutating func append(_ text: String) {
    let bytes = Array(text.utf8)
    tag("s", UInt64(bytes.count))
    append(raw: bytes)
  }

  /// Takes a whole number.
  public mutating func append(_ number: Int) { tag("i", UInt64(bitPattern: Int64(number))) }
  /// Takes a number of 64 bits; it differs from the same `Int`.
  public mutating func append(_ number: UInt64) { tag("u", number) }
  /// Takes a number by its bits: 0 and -0 differ.
  public mutating func append(_ number: Double) { tag("d", number.bitPattern) }
  /// Takes a yes or a no.
  public mutating func append(_ flag: Bool) { tag("b", flag ? 1 : 0) }

  /// Takes a digest made before.
  public mutating func append(_ digest: Digest) {
    tag("h", 32)
    append(raw: digest.bytes)
  }

  /// Takes numbers by their bits, after how many there are.
  public mutating func append(_ floats: [Float]) {
    tag("f", UInt64(floats.count))
    append(raw: floats)
  }

  private mutating func tag(_ kind: Unicode.Scalar, _ value: UInt64) {
    var bytes: [UInt8] = [UInt8(ascii: kind)]
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    append(raw: bytes)
  }

  /// The digest of all that was appended.
  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    return Digest(whole: bytes)
  }
}

extension Digest {
  /// The digest of values in order, built by `body`.
  public static func build(_ body: (inout Digester) -> Void) -> Digest {
    var digester = Digester()
    body(&digester)
    return digester.finish()
  }
}
