/// The views of an item, of which a network's first layer reads one.
public enum ExampleView: String, Codable, Hashable, Sendable, CaseIterable {
  /// `Examples.image(_:)`.
  case image
  /// `Examples.frames(_:)`.
  case frames
  /// `Examples.sound(_:)`.
  case sound
  /// `Examples.descriptors(_:)`.
  case descriptors
}
