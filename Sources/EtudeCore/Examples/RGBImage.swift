/// An image of 8-bit red, green and blue, row by row from the top: the *image* view of a spectrogram.
public struct RGBImage: Sendable, Hashable {
  public let width: Int
  public let height: Int
  /// `[height, width, 3]`.
  public let pixels: [UInt8]

  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(pixels.count == width * height * 3)
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}
