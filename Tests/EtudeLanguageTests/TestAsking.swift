import EtudeCore
import EtudeLanguage

/// Verbs that ask something of each element.
extension TestVocabulary {
  static let asking: [Verb] = [
    Verb(
      "where", "those for which it holds", section: .asking,
      operands: [asked, condition],
      result: .rule { call in some(of: call) }
    ) { call in
      let holds = try call[condition]
      return try some(of: call, holds.indices.filter { holds[$0] })
    },
    Verb(
      "order", "by size", section: .asking, operands: [asked],
      options: [by],
      result: .rule { call in some(of: call) }
    ) { call in
      let keys = try call[by].map(ValueText.of)
      return try some(of: call, keys.indices.sorted { keys[$0] < keys[$1] })
    },
    Verb(
      "expect", "that it holds", section: .asking, operands: [holds],
      result: .type(.nothing)
    ) { call in
      if try call[holds] { return .nothing }
      let sides = call.sides[holds.name, default: []].map {
        "\(ValueText.of($0.left)), \(ValueText.of($0.right))" + ($0.holds ? " hold" : "")
      }
      throw Failure("does not hold: \(sides.isEmpty ? "no sides" : sides.joined(separator: "; "))")
    },
  ]

  private static let asked = TypedOperand("data", .anything)
  private static let condition = TypedOperand<[Bool]>("condition", .each(.flag))
  private static let holds = TypedOperand("condition", .flag)
  private static let by = TypedOption<[Value]>(required: "by", .each(.plain), help: "what by")

  private static func some(of call: StaticCall) -> StaticValue {
    call.value(of: asked).flatMap(whole.gathered) ?? StaticValue(.unknown)
  }

  private static func some(of call: Call, _ positions: [Int]) throws -> Value {
    switch try call[asked] {
    case .list(let list): .list(ListValue(of: list.element, positions.map { list.items[$0] }))
    case .object(let object): try object.gathered(positions)
    default: throw Failure("no elements")
    }
  }
}
