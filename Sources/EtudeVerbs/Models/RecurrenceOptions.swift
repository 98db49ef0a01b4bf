import EtudeLanguage
import EtudeNetworks

/// What `gru`, `lstm` and `rnn` share.
enum RecurrenceOptions {
  static let all: [any OptionDeclaration] = [units, layers, bidirectional, sequence, dropout, steps]

  static func recurrence(in call: Call) throws -> LayerKind.Recurrence {
    LayerKind.Recurrence(
      units: try call[units], layers: try call[layers], isBidirectional: try call[bidirectional],
      givesSequence: try call[sequence], steps: try call[steps], dropout: try call[dropout])
  }

  private static let units = TypedOption(
    "units", .whole(1...4096), default: 64, isMain: true, help: "size of the state")
  private static let layers = TypedOption("layers", .whole(1...8), default: 1, help: "one on another")
  private static let bidirectional = TypedOption(
    "bidirectional", .flag, default: false, help: "read forwards and backwards")
  private static let sequence = TypedOption(
    "sequence", .flag, default: false, help: "give every step, not the last state alone")
  private static let dropout = TypedOption(
    "dropout", .share(0...0.99), default: 0,
    help: "share of the values between layers one on another set to zero, while training")
  private static let steps = TypedOption(
    "steps", .whole(1...100_000), default: 128, help: "frames averaged to at most so many")
}
