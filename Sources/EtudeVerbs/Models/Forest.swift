import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let forest = layer(
    "forest",
    "extremely randomised trees in the place of classify: learns at once from what frozen layers give",
    options: [ForestOptions.trees],
    examples: ["net = stats | forest", "net = mobilenetv2 | freeze | forest 500"]
  ) { call in [.forest(trees: try call[ForestOptions.trees])] }
}

private enum ForestOptions {
  static let trees = TypedOption("trees", .whole(1...10_000), default: 300, isMain: true, help: "how many")
}
