import EtudeCore
import FoundationEssentials

/// A file as the ear knows it again, in 2.6 kB for half a minute: small enough to travel with a network that has learnt it.
public struct Recording: Sendable, Hashable, Codable {
  /// The name of the item.
  public let item: String
  /// Words of its fingerprint, little-endian.
  private let words: Data

  private static let spacing = 4

  init(of clip: Clip, _ fingerprint: Fingerprint) {
    item = clip.item
    words = Data(fingerprint.thinned(to: Self.spacing).bytes)
  }

  var fingerprint: Fingerprint { Fingerprint(bytes: words, spacing: Self.spacing) }
}
