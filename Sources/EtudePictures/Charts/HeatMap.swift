extension Picture {
  /// Any array of two dimensions as colours.
  ///
  /// - Parameters:
  ///   - values: `[rows, columns]`, row by row from the top.
  ///   - rowNames: empty to number them.
  ///   - columnNames: empty to number them.
  public static func heatMap(
    _ values: [Float], rows: Int, columns: Int, rowNames: [String] = [], columnNames: [String] = [],
    axes: (rows: String, columns: String) = ("", ""), unit: String = "", title: String = "",
    size: PictureSize = .standard
  ) -> Picture {
    Picture(size: size, title: title, alternative: "", shapes: [])
  }
}
