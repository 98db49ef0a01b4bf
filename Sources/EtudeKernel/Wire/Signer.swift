import COpenSSL
import EtudeCore

/// Signs messages with the connection's key: HMAC-SHA256 over header, parent header, metadata and content (RFC 2104).
package struct Signer: Sendable {
  private let key: [UInt8]

  package init(key: String) { self.key = Array(key.utf8) }

  /// The signature of some parts, one after another: 32 bytes.
  ///
  /// - Throws: `Failure` if OpenSSL has no HMAC-SHA256.
  package func signature(of parts: [[UInt8]]) throws -> [UInt8] {
    let bytes = parts.flatMap { $0 }
    var signature = [UInt8](repeating: 0, count: 32)
    var count = 0
    let made = EVP_Q_mac(
      nil, "HMAC", nil, "SHA256", nil, key, key.count, bytes, bytes.count, &signature, signature.count, &count
    )
    guard made != nil, count == signature.count else {
      throw Failure("OpenSSL gives no HMAC-SHA256", fix: "check the configuration of OpenSSL")
    }
    return signature
  }

  /// Whether a signature, in hexadecimal digits, is that of some parts. It takes as long for any wrong one.
  package func isRight(_ signature: [UInt8], of parts: [[UInt8]]) -> Bool {
    guard let right = try? Signer.digits(self.signature(of: parts)), right.count == signature.count else {
      return false
    }
    return CRYPTO_memcmp(right, signature, right.count) == 0
  }

  /// Two hexadecimal digits a byte, as text.
  package static func digits(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}

/// The signatures that came in, so that a message that is sent again is known.
///
/// Only messages that were rightly signed enter, so that nobody without the key can fill it.
struct SeenSignatures {
  private var seen: Set<Digits> = []

  /// The first 128 of a signature's 256 bits.
  private struct Digits: Hashable { let high, low: UInt64 }

  /// Adds a signature in hexadecimal digits; whether it is new.
  mutating func insert(_ signature: [UInt8]) -> Bool {
    func number(_ part: ArraySlice<UInt8>) -> UInt64 {
      UInt64(String(decoding: part, as: UTF8.self), radix: 16) ?? 0
    }
    return seen.insert(Digits(high: number(signature[..<16]), low: number(signature[16..<32]))).inserted
  }
}
