extension Frames {
  /// The image view: `settings.size`², the highest band at the top, in `settings.colors`.
  ///
  /// Grey is (dB + range) / range, for MFCC from the clip's least to its greatest; bilinear between pixel centres
  /// without antialiasing; the colour is ⌊256 · grey⌋, at most 255.
  public func image(_ settings: SpectrogramSettings) -> RGBImage {
    RGBImage(width: 0, height: 0, pixels: [])
  }

  /// The grey levels that `image(_:)` colours, `[size, size]`, 0 … 1, the top row first.
  public func gray(_ settings: SpectrogramSettings) -> [Float] { [] }
}
