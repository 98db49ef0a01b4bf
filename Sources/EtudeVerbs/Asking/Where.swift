import EtudeLanguage

extension Verb {
  private static let condition = TypedOperand(
    "condition", .each(.flag),
    help: "yes or no for each element, whose fields are names in it; a plain one is 'value'")

  static let `where` = Verb(
    "where", "the elements for which a condition holds", section: .asking,
    operands: [Asked.data, condition], result: .rule { try Asked.some(of: $0.value(of: Asked.data)) },
    examples: [
      "songs | where length > 10s and artist != \"Queen\"", "wrong = cv.items | where predicted != label",
      "[3, 1, 2] | where value > 1",
    ]
  ) { call in
    let holds = try call[condition]
    return try Asked.some(of: call[Asked.data], holds.indices.filter { holds[$0] })
  }
}
