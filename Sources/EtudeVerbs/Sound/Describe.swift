import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let describe = Verb(
    "describe", "what x is, as a table", section: .data, operands: [described],
    result: .checked(.kind(.table)) { call in
      // Layers that do not fit are errors before anything runs, of a recipe that nothing is asked of too.
      guard let value = call.value(of: described), value.type == .kind(.model), let recipe = value.recipe
      else { return }
      _ = try recipe.layerTable(imageSize: 256, bands: 128, classes: ModelValue.usualGenres)
    }, examples: ["describe songs", "describe net"], isShownAgain: true
  ) { call in
    .object(try TableValue(describing: call[described], work: call.environment.work))
  }

  private static let described = TypedOperand("x", .anything)
}
