import EtudeCore
import FoundationEssentials

/// A message from a front end.
package struct Request: Sendable {
  /// The way back to who sent it.
  let identities: [[UInt8]]
  /// Its header as it was sent: the answers' parent header.
  let header: [UInt8]
  /// What kind of message it is: `execute_request`.
  package let type: String
  private let content: [UInt8]

  /// What of a header matters here; a header without its other fields is no reason to give no answer.
  private struct Header: Decodable {
    let msg_id: String
    let msg_type: String
  }

  /// Bytes between the way back and the message.
  static let delimiter = Array("<IDS|MSG>".utf8)
  /// The first bytes of a message of other frames than these are not looked for.
  private static let mostIdentities = 32

  /// Reads the frames of a message; nil if it is none, or is not signed, wrongly signed or sent before.
  package init?(_ frames: [[UInt8]], signer: Signer, isNew: (_ signature: [UInt8]) -> Bool) {
    guard let place = frames.prefix(Self.mostIdentities).firstIndex(of: Self.delimiter),
      frames.count >= place + 6
    else { return nil }
    let signature = frames[place + 1]
    guard signer.isRight(signature, of: Array(frames[place + 2..<place + 6])), isNew(signature) else {
      return nil
    }
    let header = frames[place + 2]
    // Answers hold the header, so that it has to be text throughout.
    guard String(validating: header, as: UTF8.self) != nil,
      let read = try? JSONDecoder().decode(Header.self, from: Data(header))
    else { return nil }
    identities = Array(frames[..<place])
    self.header = header
    type = read.msg_type
    content = frames[place + 5]
  }

  /// What the message says; nil if it does not say what its kind should.
  func content<Content: Decodable>(as type: Content.Type = Content.self) -> Content? {
    try? JSONDecoder().decode(type, from: Data(content))
  }
}
