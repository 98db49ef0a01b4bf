import EtudeLanguage

/// The front end's options, the same for every picture of sound.
enum FrontEndDeclarations {
  static let options: [Option] =
    [Option("mels", .whole(4...512), standard: .number(128), help: "mel bands")] + window + [
      Option("low", .frequency(0...96_000), standard: .hertz(0), help: "lowest frequency"),
      Option("high", .frequency(1...96_000), absence: "half the rate", help: "highest frequency"),
      Option(
        "range", [.quantity(.level, 10...200)], standard: .decibels(80),
        help: "decibels shown below the loudest"),
    ] + image

  static let window: [Option] = [
    Option("fft", .whole(64...16_384), standard: .number(2048), help: "samples in a window"),
    Option("hop", .whole(16...16_384), standard: .number(512), help: "samples from frame to frame"),
  ]

  static let image: [Option] = [
    Option("size", .whole(32...1024), standard: .number(256), help: "side of the image, in pixels"),
    Option(
      "colors", .choice("magma", "viridis", "inferno", "plasma", "cividis", "gray"),
      standard: .text("magma"), help: "colour table of the image"),
  ]

  static func scale(_ names: String...) -> Option {
    Option(
      "scale", [.choice(names)], standard: .text("mel"),
      help: "how frequency is spaced: \"mel\" is Slaney's scale, \"htk\" the other one"
        + (names.contains("log") ? "; \"linear\" has all bins of the transform" : ""))
  }
}
