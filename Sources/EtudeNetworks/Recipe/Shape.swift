import EtudeCore

/// The shape of what flows between two layers, for one item.
public enum Shape: Hashable, Sendable, CustomStringConvertible {
  /// The image view: red, green and blue, `size` × `size`.
  case image(size: Int)
  /// The frames view: bands over time, as long as the item is.
  case frames(bands: Int)
  /// The sound view: windows of log-mel frames, as many as the item is long.
  case sound
  /// A feature map.
  case map(channels: Int, height: Int, width: Int)
  /// Steps over time, for every item as many.
  case sequence(steps: Int, features: Int)
  /// Steps over time, for each item as many as its length makes; a recipe knows at best the most there can be.
  case ownLength(most: Int?, features: Int)
  case vector(Int)

  /// As a table shows it: `1280 × 8 × 8`.
  public var description: String {
    switch self {
    case .image(let size): "3 × \(size) × \(size)"
    case .frames(let bands): "frames × \(bands)"
    case .sound: "windows × \(LogMelWindows.frames) × \(LogMelWindows.bands)"
    case .map(let channels, let height, let width): "\(channels) × \(height) × \(width)"
    case .sequence(let steps, let features): "\(steps) × \(features)"
    case .ownLength(let most?, let features): "up to \(most) × \(features)"
    case .ownLength(nil, let features): "windows × \(features)"
    case .vector(let count): "\(count)"
    }
  }

  package var isImage: Bool { if case .image = self { true } else { false } }

  /// Extents of one item's values.
  /// - Throws: `Failure` where the item's length decides.
  package func extents() throws -> [Int] {
    switch self {
    case .image(let size): [3, size, size]
    case .map(let channels, let height, let width): [channels, height, width]
    case .sequence(let steps, let features): [steps, features]
    case .vector(let count): [count]
    case .frames, .sound, .ownLength: throw Failure("\(phrase) has no length of its own")
    }
  }

  /// As an error names it.
  var phrase: String {
    switch self {
    case .image: "the image"
    case .frames: "frames"
    case .sound: "the sound"
    case .map: "a feature map (\(self))"
    case .sequence, .ownLength: "a sequence (\(self))"
    case .vector: "a vector (\(self))"
    }
  }
}
