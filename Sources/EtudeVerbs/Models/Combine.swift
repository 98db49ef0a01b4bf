import EtudeCore
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let combine = Verb(
    "combine", "branches side by side, their outputs joined", section: .models,
    operands: [
      .recipe,
      Operand("branches", [.list(of: .kind(.model))], help: "two recipes or more, in brackets"),
    ],
    result: .type(.kind(.model)),
    examples: [
      "net = combine [mobilenetv2 | freeze, gru 64] | classify",
      "net = mobilenetv2 | freeze | combine [globalpool, columns | gru 64] | classify",
    ], isFoldable: true
  ) { call in
    let branches = call.list("branches")?.values.compactMap { value -> Model? in
      if case .object(let branch as ModelValue) = value { branch.model } else { nil }
    }
    let before: Model
    if case .object(let value as ModelValue)? = call.operands["model"] {
      before = value.model
    } else {
      before = Model()
    }
    return .object(ModelValue(model: try before.appending(.combine(branches ?? []))))
  }
}
