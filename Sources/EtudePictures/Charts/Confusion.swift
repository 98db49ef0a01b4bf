extension Picture {
  /// A confusion matrix: rows true, columns predicted.
  ///
  /// - Parameters:
  ///   - counts: `[genres, genres]`.
  ///   - shares: whether each row is shown as shares of its items.
  public static func confusion(
    _ counts: [[Int]], genres: [String], shares: Bool = false, title: String = "", size: PictureSize = .square
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
