import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let svm = layer(
    "svm", "a support vector machine in the place of classify: learns at once from what frozen layers give",
    options: [SVMOptions.cost, SVMOptions.kernel],
    examples: ["net = mobilenetv2 | freeze | svm", "net = stats | svm c: 10 kernel: \"linear\""]
  ) { call in [.svm(c: try call[SVMOptions.cost], kernel: try call[SVMOptions.kernel])] }
}

private enum SVMOptions {
  static let cost = TypedOption(
    "c", .number(1e-6...1e6), default: 1, isMain: true, help: "the higher, the less it forgives")
  static let kernel = TypedOption(
    "kernel", .choice(of: LayerKind.Kernel.self), default: .rbf, help: "how alike two songs are")
}
