import EtudeCore
import EtudeKernel
import Glibc
import Testing

@Suite("Signed messages")
struct MessageTests {
  private let signer = Signer(key: "secret")

  @Test("A signature is HMAC-SHA256 (RFC 4231, the second case)")
  func golden() throws {
    let signature = try Signer(key: "Jefe").signature(of: [
      Array("what do ya ".utf8), Array("want for nothing?".utf8),
    ])
    #expect(
      String(decoding: Signer.digits(signature), as: UTF8.self)
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test("What was sent is read; changed in any bit, unsigned, cut short or sent again it is not")
  func law() {
    let sender = Sender(signer: signer)
    let frames = sender.frames("execute_request", to: [[1, 2]], parent: nil, [("code", { $0.string("1") })])
    func isRead(_ frames: [[UInt8]], isNew: Bool = true) -> Bool {
      Request(frames, signer: signer, isNew: { _ in isNew }) != nil
    }
    #expect(isRead(frames))
    #expect(isRead(frames + [[7], []]), "buffers follow a message")
    #expect(!isRead(frames, isNew: false))
    for count in 0..<frames.count { #expect(!isRead(Array(frames[..<count]))) }
    for frame in 2..<frames.count {
      for byte in frames[frame].indices {
        var changed = frames
        changed[frame][byte] ^= 1 << UInt8(byte % 8)
        #expect(!isRead(changed), "frame \(frame), byte \(byte)")
      }
    }
    var unsigned = frames
    unsigned[2] = []
    #expect(!isRead(unsigned))
    #expect(Request(frames, signer: Signer(key: "other"), isNew: { _ in true }) == nil)
  }

  @Test("A signed message whose header is no header is none")
  func headers() throws {
    for header in ["", "{", "[]", "null", "{}", #"{"msg_id": "a"}"#, #"{"msg_id": 1, "msg_type": "b"}"#] {
      let parts = [Array(header.utf8), Array("{}".utf8), Array("{}".utf8), Array("{}".utf8)]
      let frames = [Array("<IDS|MSG>".utf8), Signer.digits(try signer.signature(of: parts))] + parts
      #expect(Request(frames, signer: signer, isNew: { _ in true }) == nil, "\(header)")
    }
  }

  @Test("A connection file that would let anyone in, or is none, is refused with a fix")
  func connections() throws {
    let path = "/tmp/etude-connection-\(UInt64.random(in: 0 ... .max)).json"
    defer { unlink(path) }
    func read(_ change: (String, String)) throws {
      try WholeFile.write(Client.connection(in: "/tmp", changing: change), to: path)
      _ = try ConnectionFile.read(path)
    }
    try read(("", ""))
    for change in [
      ("secret", ""), ("sha256", "md5"), ("\"ipc\"", "\"udp\""), ("shell_port", "port"), ("{", ""),
    ] {
      let failure = #expect(throws: Failure.self) { try read(change) }
      #expect(failure?.fix != nil && failure?.kind == .input, "\(change)")
    }
  }
}
