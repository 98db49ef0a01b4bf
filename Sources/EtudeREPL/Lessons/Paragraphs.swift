extension Screen {
  /// Columns of a line of prose that an eye follows easily.
  private static let readable = 84

  /// Shows a paragraph, an empty line after it, in lines that are neither longer than the window nor too long to read.
  func say(_ text: String) {
    let width = min(outputColumns ?? Self.readable, Self.readable)
    show("\n" + Wrapping.wrapped(text, width: width))
  }
}
