import EtudeLanguage

/// What `conv` and `cnn` share.
enum ConvolutionOptions {
  static let kernel = TypedOption("kernel", .whole(1...31), default: 3, help: "side of a kernel, odd")
}
