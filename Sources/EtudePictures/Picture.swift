import EtudeCore
import EtudeSound

/// A finished picture: what is on it, ready to be written as PNG, SVG or PDF or shown in a terminal.
///
/// A picture is made by one of the functions in `Charts/`, such as `Picture.waveform`. It holds shapes, not pixels, so
/// every form of it is drawn sharp.
public struct Picture: Sendable, Hashable {
  /// Pixels; in SVG and PDF, points.
  public let width: Int
  /// Pixels; in SVG and PDF, points.
  public let height: Int
  /// The heading on it.
  public let title: String
  /// What it shows, in words and numbers, for readers who cannot see it.
  public let alternative: String
  /// The same in letters, where it can be said so well; nil where only a picture will do.
  public let text: TextForm?
  /// What its axes measure and from where to where, a line each, for who sees its shapes and not its small letters.
  public let axes: [String]
  /// The shapes, the first drawn first.
  package let shapes: [Shape]

  package init(
    size: PictureSize, title: String, alternative: String, text: TextForm? = nil, axes: [String] = [],
    shapes: [Shape]
  ) {
    width = size.width
    height = size.height
    self.title = title
    self.alternative = alternative
    self.text = text
    self.axes = axes
    self.shapes = shapes
  }
}
