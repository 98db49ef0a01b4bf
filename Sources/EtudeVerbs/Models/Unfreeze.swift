import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let unfreeze = freezing(
    "unfreeze", "frees weights of a model or a fitted, so that fit trains them",
    TypedOption("from", .text, absence: "all", help: "the first layer to free").naming("layers"),
    examples: [
      "fine = mobilenetv2 | freeze | unfreeze from: \"block14\" | classify",
      "fine = stats | dense 16 | freeze | unfreeze | classify",
    ]
  ) { model, name in try model.unfrozen(from: name) }
}
