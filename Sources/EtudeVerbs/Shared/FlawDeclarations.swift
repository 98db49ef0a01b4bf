import EtudeEvaluation
import EtudeLanguage

/// Mistakes that flatter, for `crossval` to make on purpose.
enum FlawDeclarations {
  static let options: [TypedOption<Bool>] = [carry, peek]

  static let carry = TypedOption(
    "carry", .flag, default: false,
    help: "a mistake to be seen: weights go on from fold to fold; the result is INVALID")
  static let peek = TypedOption(
    "peek", .flag, default: false,
    help: "a mistake to be seen: the epoch is chosen on the test fold; the result is INVALID")

  static func flaws(in call: Call) throws -> [DeliberateFlaw] {
    (try call[carry] ? [.carriedWeights] : []) + (try call[peek] ? [.epochChosenOnTest] : [])
  }
}
