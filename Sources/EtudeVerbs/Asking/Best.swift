import EtudeCore
import EtudeLanguage

extension Verb {
  private static let by = TypedOption(
    "by", .each(.plain), absence: "accuracy; of plain elements the elements",
    help: "of what it has the most: an expression of their fields"
  ).written { given in
    guard let data = given[Asked.data.name], let first = try? Asked.elements(of: data).first else {
      return nil
    }
    return if case .object = first { usual } else { "value" }
  }

  /// The field by which elements are judged where nothing else is said.
  private static let usual = "accuracy"

  static let best = Verb(
    "best", "the element that has the most of something", section: .asking, operands: [Asked.data],
    options: [by],
    result: .rule { call in
      guard let data = call.value(of: Asked.data), let element = Vocabulary.standard.element(of: data) else {
        return StaticValue(.unknown)
      }
      if !call.has(by), !Ordering.orders(element.type),
        Vocabulary.standard.fieldType(usual, of: element) == nil
      {
        throw Failure(
          "\(element.type.described) has no \(usual) to be the best by",
          fix: "say by what, a field of each: by: …")
      }
      return element
    },
    examples: ["best [a, b]", "results = crossval net mels lr: [1e-2, 1e-3]", "best [a, b] by: deviation"]
  ) { call in
    let elements = try Asked.elements(of: call[Asked.data])
    let keys =
      try call[by]
      ?? elements.map { element in
        if case .object(let object) = element { try object.field(usual) } else { element }
      }
    guard
      let place = Ordering.positions(of: keys, descending: true).first(where: {
        !(keys[$0].size?.isNaN ?? false)
      })
    else { throw Failure("there is nothing to choose from", fix: "give what has elements") }
    return elements[place]
  }
}
