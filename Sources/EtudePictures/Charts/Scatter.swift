extension Picture {
  /// Songs as points in two dimensions, coloured and marked by genre.
  ///
  /// - Parameters:
  ///   - x: `[items]`.
  ///   - y: `[items]`.
  ///   - labels: each item's genre, `[items]`.
  ///   - axes: what the two dimensions are; empty names for none.
  public static func scatter(
    x: [Double], y: [Double], labels: [String], axes: (x: String, y: String) = ("", ""), title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
