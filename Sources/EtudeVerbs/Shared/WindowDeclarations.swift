import EtudeLanguage

/// In pieces of which length sound is heard that is longer, declared once.
enum WindowDeclarations {
  private static let range = 0.1...3600.0

  /// - Parameter usual: seconds where it is not given; nil where that is not known. What the option does not take is not
  ///   written out.
  static func window(
    usual: @escaping @Sendable (_ given: KnownArguments) -> Double?
  ) -> TypedOption<Double?> {
    TypedOption(
      "window", .time(range), absence: "as long as the songs that the network learned from",
      help: "sound of more than 1.5 times this length is heard in windows of it, and their mean is the answer"
    ) { given in usual(given).flatMap { range.contains($0) ? $0 : nil } }
  }
}
