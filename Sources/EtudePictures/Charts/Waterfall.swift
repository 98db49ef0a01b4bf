import EtudeSound

extension Picture {
  /// Spectra one behind the other, the latest in front.
  public static func waterfall(
    _ frames: Frames, axes: SoundAxes = SoundAxes(), title: String = "", size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
