/// The size of a picture; text and lines grow with it.
public struct PictureSize: Sendable, Hashable {
  /// Pixels, 64 … 8192.
  public let width: Int
  /// Pixels, 64 … 8192.
  public let height: Int

  /// A size, brought into 64 … 8192 either way.
  public init(width: Int, height: Int) {
    self.width = min(max(width, 64), 8192)
    self.height = min(max(height, 64), 8192)
  }

  /// 1000 × 700.
  public static let standard = PictureSize(width: 1000, height: 700)

  /// 1000 × 450, for what is long and low, such as a waveform.
  public static let wide = PictureSize(width: 1000, height: 450)

  /// 900 × 900, for what is as high as wide, such as a confusion matrix.
  public static let square = PictureSize(width: 900, height: 900)

  /// A square for so many rows and columns: as large as `square`, or larger so that the numbers in its cells can be read.
  public static func square(of rows: Int) -> PictureSize {
    let side = max(square.width, 26 * rows)
    return PictureSize(width: side, height: side)
  }
}
