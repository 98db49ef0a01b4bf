import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let combine = Verb(
    "combine", "branches side by side, their outputs joined", section: .models,
    operands: [Operands.recipe, branches], result: .type(.kind(.model)),
    examples: [
      "net = combine [mobilenetv2 | freeze, gru 64] | classify",
      "net = mobilenetv2 | freeze | combine [globalpool, columns | gru 64] | classify",
    ], isFoldable: true
  ) { call in
    let before = try call[Operands.recipe]?.model ?? Model()
    return .object(ModelValue(model: try before.appending(.combine(call[branches].map(\.model)))))
  }

  private static let branches = TypedOperand<[ModelValue]>(
    "branches", .list(of: .object(.model)), help: "two recipes or more, in brackets")
}
