/// What a network is trained on and judged by: items with two views each, made when asked for.
///
/// A network never sees a path, a label's text or a song's name through it.
public protocol Examples: Sendable {
  /// Number of items.
  var count: Int { get }
  /// What `image(_:)` and `frames(_:)` of an item depend on: its sound and the feature settings.
  func digest(_ item: Int) -> Digest
  /// Side of the square image view, in pixels.
  var imageSize: Int { get }
  /// Bands of the frames view.
  var bands: Int { get }
  /// The image view, `imageSize` × `imageSize`.
  func image(_ item: Int) throws -> RGBImage
  /// The frames view, `bands` × as many frames as the item is long.
  func frames(_ item: Int) throws -> Frames
}
