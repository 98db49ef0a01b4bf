import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let knn = layer(
    "knn", "the nearest neighbours in the place of classify: asks the training songs that are most alike",
    options: [KNNOptions.neighbours], examples: ["net = mobilenetv2 | freeze | knn", "net = stats | knn 9"]
  ) { call in [.knn(neighbours: try call[KNNOptions.neighbours])] }
}

private enum KNNOptions {
  static let neighbours = TypedOption(
    "neighbours", .whole(1...10_000), default: 5, isMain: true, help: "how many are asked")
}
