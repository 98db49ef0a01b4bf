import EtudeSound

extension Picture {
  /// What in the spectrogram a decision rests on: the spectrogram in grey, the saliency over it in colour.
  ///
  /// - Parameters:
  ///   - frames: the spectrogram, `[bands, frames]`.
  ///   - saliency: any resolution, the lowest band first; stretched over the spectrogram.
  public static func saliency(
    over frames: Frames, axes: SoundAxes = SoundAxes(), saliency: Frames, title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
