extension Picture {
  /// Loss and accuracy over epochs, training against validation.
  ///
  /// - Parameters:
  ///   - loss: one value an epoch, the first epoch first.
  ///   - accuracy: 0 … 1, one value an epoch.
  ///   - validationLoss: empty if nothing was held back.
  ///   - validationAccuracy: empty if nothing was held back.
  ///   - kept: the epoch, counted from 1, whose weights were kept, if that is not the last.
  public static func trainingCurves(
    loss: [Double], accuracy: [Double], validationLoss: [Double] = [], validationAccuracy: [Double] = [],
    kept: Int? = nil, title: String = "", size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
