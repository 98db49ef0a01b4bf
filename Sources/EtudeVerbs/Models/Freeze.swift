import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let freeze = freezing(
    "freeze", "fixes weights of a model or a fitted; frozen batch norm runs in inference mode",
    TypedOption("through", .text, absence: "all", help: "the last layer to fix").naming("layers"),
    examples: [
      "net = mobilenetv2 | freeze | classify", "net = mobilenetv2 | freeze through: \"block12\" | classify",
    ]
  ) { model, name in try model.frozen(through: name) }
}
