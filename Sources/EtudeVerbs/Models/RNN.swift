import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let rnn = layer(
    "rnn", "plain recurrence along time", options: RecurrenceOptions.all,
    examples: ["net = rnn 64 | classify", "net = rnn 16 layers: 2 | classify"]
  ) { call in [.rnn(try RecurrenceOptions.recurrence(in: call))] }
}
