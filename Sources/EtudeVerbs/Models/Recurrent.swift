import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let gru = layer(
    "gru", "gated recurrent units along time", options: recurrence,
    examples: ["net = gru 64 | classify", "net = mobilenetv2 | freeze | columns | gru units: 64 | classify"]
  ) { call in [.gru(call.recurrence)] }

  static let lstm = layer(
    "lstm", "long short-term memory along time", options: recurrence, examples: ["net = lstm 64 | classify"]
  ) { call in [.lstm(call.recurrence)] }

  static let rnn = layer(
    "rnn", "plain recurrence along time", options: recurrence, examples: ["net = rnn 64 | classify"]
  ) { call in [.rnn(call.recurrence)] }

  private static let recurrence: [Option] = [
    Option("units", .whole(1...4096), standard: .number(64), isMain: true, help: "size of the state"),
    Option("layers", .whole(1...8), standard: .number(1), help: "one on another"),
    Option("bidirectional", .flag, standard: .flag(false), help: "read forwards and backwards"),
    Option("sequence", .flag, standard: .flag(false), help: "give every step, not the last state alone"),
    Option(
      "dropout", .share(0...0.99), standard: .percent(0),
      help: "share of the values between layers one on another set to zero, while training"),
    Option("steps", .whole(1...100_000), standard: .number(128), help: "frames averaged to at most so many"),
  ]
}

extension Call {
  fileprivate var recurrence: LayerKind.Recurrence {
    LayerKind.Recurrence(
      units: integer("units") ?? 64, layers: integer("layers") ?? 1, isBidirectional: flag("bidirectional"),
      givesSequence: flag("sequence"), steps: integer("steps") ?? 128, dropout: number("dropout") ?? 0)
  }
}
