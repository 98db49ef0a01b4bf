/// What a network is trained on and judged by: items with several views each, made when asked for.
///
/// A network never sees a path, a label's text or a song's name through it.
public protocol Examples: Sendable {
  /// Number of items.
  var count: Int { get }
  /// What `image(_:)` and `frames(_:)` of an item depend on: its sound and the feature settings.
  func digest(_ item: Int) -> Digest
  /// What `sound(_:)` of an item depends on, whatever the feature settings; `digest(_:)` if nothing else is said.
  func soundDigest(_ item: Int) -> Digest
  /// Side of the square image view, in pixels.
  var imageSize: Int { get }
  /// Bands of the frames view.
  var bands: Int { get }
  /// The image view, `imageSize` × `imageSize`.
  func image(_ item: Int) throws -> RGBImage
  /// The frames view, `bands` × as many frames as the item is long.
  func frames(_ item: Int) throws -> Frames
  /// The sound view, as many windows as the item is long. Examples that are no sound have none.
  func sound(_ item: Int) throws -> LogMelWindows
  /// What is measured of the item's sound as a whole, the same numbers in the same order of every item. Examples that are
  /// no sound have none.
  func descriptors(_ item: Int) throws -> [Float]
}

extension Examples {
  /// The item's own digest: the sound is not told apart from what is made of it.
  public func soundDigest(_ item: Int) -> Digest { digest(item) }

  /// - Throws: `Failure`, always.
  public func sound(_ item: Int) throws -> LogMelWindows {
    throw Failure(
      "these examples have no sound", fix: "begin the recipe with a layer that reads what they have")
  }

  /// - Throws: `Failure`, always.
  public func descriptors(_ item: Int) throws -> [Float] {
    throw Failure(
      "of these examples nothing is measured", fix: "begin the recipe with a layer that reads what they have")
  }
}
