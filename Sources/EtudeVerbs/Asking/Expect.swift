import EtudeCore
import EtudeLanguage

extension Verb {
  private static let condition = TypedOperand("condition", .flag, help: "what should be so: yes or no")

  static let expect = Verb(
    "expect", "nothing if a condition holds; else an error that shows both sides", section: .asking,
    operands: [condition], result: .type(.nothing),
    examples: ["expect cv.accuracy > 50%", "expect songs.count > 20 and songs.genres.count == 10"]
  ) { call in
    guard try !call[condition] else { return .nothing }
    let fix = "mend what it is about, or what is expected of it"
    let sides = call.sides[condition.name, default: []].map(\.described)
    throw Failure(sides.isEmpty ? "what is expected does not hold" : sides.joined(separator: "; "), fix: fix)
  }
}

extension Sides {
  fileprivate var described: String {
    "'\(text)' \(holds ? "holds" : "does not hold"): the left side is \(shown(left)), the right side "
      + shown(right)
  }

  /// A side, in as many digits as tell it from the other.
  private func shown(_ side: Value) -> String {
    let isTold = ValueText.of(left) != ValueText.of(right)
    return isTold ? ValueText.of(side) : ValueText.label(side)
  }
}
