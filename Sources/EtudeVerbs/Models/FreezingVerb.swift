import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  /// A verb that changes which layers of a network are frozen, up to or from a layer that `option` names.
  static func freezing(
    _ name: String, _ summary: String, _ option: TypedOption<String?>, examples: [String],
    _ change: @escaping @Sendable (Model, String?) throws -> Model
  ) -> Verb {
    Verb(
      name, summary, section: .models, operands: [network], options: [option],
      result: .rule { call in
        let type = call.value(of: network)?.type ?? .kind(.model)
        // What a fitted network will be made of says which layers it has.
        guard type == .kind(.fitted), let recipe = call.recipe(of: network) else { return StaticValue(type) }
        if call.has(option), call[option] == nil { return StaticValue(type) }
        return StaticValue(type, facts: RecipeFact(model: try change(recipe, call[option])))
      }, examples: examples, isFoldable: true
    ) { call in
      let name = try call[option]
      switch try call[network] {
      case .fitted(let value):
        return .object(
          FittedValue(fitted: try value.fitted.freezing { try change($0, name) }, memory: value.memory))
      case .recipe(let value): return .object(ModelValue(model: try change(value.model, name)))
      }
    }
  }

  private static let network = TypedOperand("model", .network, help: "a recipe or a fitted network")
}
