extension Picture {
  /// Accuracy against the number of training items.
  ///
  /// - Parameters:
  ///   - items: training items, rising, `[points]`.
  ///   - training: accuracy on them, one list of folds a point; empty for none.
  ///   - test: accuracy on the items held back, one list of folds a point.
  public static func learningCurve(
    items: [Int], training: [[Double]] = [], test: [[Double]], title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
