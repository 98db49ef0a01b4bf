import EtudeSound

extension Picture {
  /// A recurrent layer's gates over time under the spectrogram they read.
  ///
  /// - Parameters:
  ///   - frames: the spectrogram, `[bands, frames]`.
  ///   - gates: named gates, each `[units, steps]`, values 0 … 1.
  public static func gates(
    under frames: Frames, axes: SoundAxes = SoundAxes(), gates: [(name: String, values: Frames)],
    title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
