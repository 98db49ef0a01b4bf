import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let dense = layer(
    "dense", "a fully connected layer", options: [DenseOptions.units],
    examples: [
      "net = mobilenetv2 | freeze | dense 128 | relu | classify", "net = stats | dense 32 | relu | classify",
    ]
  ) { call in [.dense(units: try call[DenseOptions.units])] }
}

private enum DenseOptions {
  static let units = TypedOption(required: "units", .whole(1...65_536), isMain: true, help: "values it gives")
}
