import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  /// A verb that extends the recipe it is given, or starts one. It makes a value and touches nothing, so it is
  /// evaluated while a script is checked: a layer that does not fit is a static error.
  static func layer(
    _ name: String, _ summary: String, options: [any OptionDeclaration] = [], examples: [String],
    _ kinds: @escaping @Sendable (Call) throws -> [LayerKind]
  ) -> Verb {
    Verb(
      name, summary, section: .models, operands: [Operands.recipe], options: options,
      result: .type(.kind(.model)), examples: examples, isFoldable: true
    ) { call in
      let before = try call[Operands.recipe]?.model ?? Model()
      return .object(ModelValue(model: try before.appending(kinds(call))))
    }
  }
}
