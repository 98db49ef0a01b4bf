extension Picture {
  /// A clip's samples over time.
  ///
  /// - Parameters:
  ///   - samples: mono, -1 … 1.
  ///   - rate: samples a second.
  ///   - start: seconds at which the first sample lies.
  public static func waveform(
    _ samples: [Float], rate: Int, start: Double = 0, title: String = "", size: PictureSize = .wide
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
