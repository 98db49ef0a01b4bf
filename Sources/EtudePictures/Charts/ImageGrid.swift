/// A small image of an image grid: a kernel or a feature map.
public struct Tile: Sendable, Hashable {
  public var name: String
  public var width: Int
  public var height: Int
  /// `[height, width]`, row by row from the top, or `[height, width, 3]` for colour.
  public var values: [Float]

  public init(name: String = "", width: Int, height: Int, values: [Float]) {
    self.name = name
    self.width = width
    self.height = height
    self.values = values
  }
}

extension Picture {
  /// Many small images in a grid.
  ///
  /// - Parameters:
  ///   - signed: whether 0 is the middle of a two-sided colour scale, as for kernels.
  public static func imageGrid(
    _ tiles: [Tile], signed: Bool = false, title: String = "", size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
