import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let freeze = changing(
    "freeze", "fixes weights of a model or a fitted; frozen batch norm runs in inference mode", "through",
    "the last layer to fix", examples: ["net = mobilenetv2 | freeze | classify"]
  ) { model, name in try model.frozen(through: name) }

  static let unfreeze = changing(
    "unfreeze", "frees weights of a model or a fitted, so that fit trains them", "from",
    "the first layer to free",
    examples: ["fine = mobilenetv2 | freeze | unfreeze from: \"block14\" | classify"]
  ) { model, name in try model.unfrozen(from: name) }

  private static func changing(
    _ name: String, _ summary: String, _ label: String, _ help: String, examples: [String],
    _ change: @escaping @Sendable (Model, String?) throws -> Model
  ) -> Verb {
    Verb(
      name, summary, section: .models,
      operands: [Operand("model", .modelOrFitted, help: "a recipe or a fitted network")],
      options: [Option(label, .text, absence: "all", help: help)],
      result: .rule { call in
        let type = call.operands["model"]?.type ?? .kind(.model)
        // What a fitted network will be made of says which layers it has.
        guard type == .kind(.fitted), let recipe = call.recipe("model") else { return StaticValue(type) }
        if call.options[label] != nil, call.text(label) == nil { return StaticValue(type) }
        return StaticValue(type, facts: RecipeFact(model: try change(recipe, call.text(label))))
      }, examples: examples, isFoldable: true
    ) { call in
      let name = call.text(label)
      if case .object(let value as FittedValue)? = call.operands["model"] {
        return .object(
          FittedValue(fitted: try value.fitted.freezing { try change($0, name) }, memory: value.memory))
      }
      let value: ModelValue = try call.object("model")
      return .object(ModelValue(model: try change(value.model, name)))
    }
  }
}
