import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let dropout = layer(
    "dropout", "a share of the values to zero, while training", options: [DropoutOptions.rate],
    examples: [
      "net = cnn | dropout 30% | classify", "net = stats | dense 32 | relu | dropout 50% | classify",
    ]
  ) { call in [.dropout(rate: try call[DropoutOptions.rate])] }
}

private enum DropoutOptions {
  static let rate = TypedOption("rate", .share(0...0.99), default: 0.5, isMain: true, help: "the share")
}
