import EtudeLanguage

/// What `maxpool` and `avgpool` share.
enum PoolingOptions {
  static let all: [any OptionDeclaration] = [kernel, stride]

  static let kernel = TypedOption(
    "kernel", .whole(1...31), default: 2, isMain: true, help: "side of a window")
  static let stride = TypedOption(
    "stride", .whole(1...31), from: kernel, absence: "= kernel", help: "pixels from one window to the next"
  ) { $0 }
}
