import EtudeCore
import EtudeLanguage

extension Verb {
  private static let by = TypedOption(
    "by", .each(.plain), absence: "the elements themselves",
    help: "what to order by: an expression of their fields"
  ).written { _ in "value" }
  private static let descending = TypedOption(
    "descending", .flag, default: false, help: "the largest first")

  static let sort = Verb(
    "sort", "the elements in order", section: .asking, operands: [Asked.data], options: [by, descending],
    result: .rule { call in
      let data = call.value(of: Asked.data)
      if !call.has(by), let element = data.flatMap(Vocabulary.standard.element) {
        try Ordering.require(element.type, "sort")
      }
      return try Asked.some(of: data)
    },
    examples: ["songs | sort by: length", "cv.items | sort by: fold descending: yes", "sort [3, 1, 2]"]
  ) { call in
    let data = try call[Asked.data]
    let keys = try call[by] ?? Asked.elements(of: data)
    if let first = keys.first { try Ordering.require(first.type, "sort") }
    return try Asked.some(of: data, Ordering.positions(of: keys, descending: call[descending]))
  }
}

extension Ordering {
  /// - Throws: a `Failure` of values that have no order of their own.
  static func require(_ type: ValueType, _ verb: String) throws {
    guard !orders(type) else { return }
    throw Failure(
      "\(verb) has no order for \(ValueType.list(of: type, labels: nil).described)",
      fix: "say what to order by, a field of each: by: …")
  }
}
