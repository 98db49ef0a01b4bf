/// An image of 8-bit red, green and blue, row by row from the top: the *image* view of a spectrogram.
public struct RGBImage: Sendable, Hashable {
  /// Pixels in a row.
  public let width: Int
  /// Rows of pixels.
  public let height: Int
  /// `[height, width, 3]`.
  public let pixels: [UInt8]

  /// An image of pixels made before: `[height, width, 3]`, row-major.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 3)
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}
