import EtudeCore
import EtudeSession
import Synchronization

/// Writes the kernel's own messages: numbered, dated, signed.
package final class Sender: Sendable {
  private let signer: Signer
  /// The name of this run of the kernel.
  private let session: String
  private let count = Atomic<Int>(0)

  package init(signer: Signer) {
    self.signer = signer
    var generator = SystemRandomNumberGenerator()
    session = (0..<2).map { _ in
      let digits = String(generator.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The frames of a message, its content given as the members of a JSON object.
  ///
  /// - Parameters:
  ///   - identities: what stands before it: the way back to a front end, or a topic.
  ///   - parent: the request that it answers or belongs to.
  /// - Returns: nothing if OpenSSL cannot sign it.
  package func frames(
    _ type: String, to identities: [[UInt8]], parent: Request?, _ content: [JSONText.Member]
  ) -> [[UInt8]] {
    let name = newName()
    let header: [JSONText.Member] = [
      ("msg_id", { $0.string(name) }),
      ("session", { [session] in $0.string(session) }), ("username", { $0.string("etude") }),
      ("date", { $0.string(WallClock.universal(WallClock.now())) }), ("msg_type", { $0.string(type) }),
      ("version", { $0.string(EtudeKernel.protocolVersion) }),
    ]
    let parts = [
      Self.bytes(header), parent?.header ?? Array("{}".utf8), Array("{}".utf8), Self.bytes(content),
    ]
    guard let signature = try? signer.signature(of: parts) else { return [] }
    return identities + [Request.delimiter, Signer.digits(signature)] + parts
  }

  /// A name that nothing else has.
  func newName() -> String { "\(session)_\(count.wrappingAdd(1, ordering: .relaxed).newValue)" }

  private static func bytes(_ members: [JSONText.Member]) -> [UInt8] {
    var json = JSONText()
    json.object(members)
    return Array(json.text.utf8)
  }
}
