import EtudeCore

/// A value whose digest comes of those of its parts, so that a replay can say which of them differ.
public protocol PartedValue: ObjectValue {
  /// Names and digests, in order.
  var parts: [(name: String, digest: Digest)] { get }
}
