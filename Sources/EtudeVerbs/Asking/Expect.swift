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
    guard let sides = call.sides[condition.name] else {
      throw Failure("what is expected does not hold", fix: fix)
    }
    throw Failure(
      "'\(sides.text)' does not hold: the left side is \(sides.shown(sides.left)), the right side "
        + sides.shown(sides.right), fix: fix)
  }
}

extension Sides {
  /// A side, in as many digits as tell it from the other.
  fileprivate func shown(_ side: Value) -> String {
    let isTold = ValueText.of(left) != ValueText.of(right)
    return isTold ? ValueText.of(side) : ValueText.label(side)
  }
}
