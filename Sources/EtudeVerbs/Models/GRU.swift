import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let gru = layer(
    "gru", "gated recurrent units along time", options: RecurrenceOptions.all,
    examples: ["net = gru 64 | classify", "net = mobilenetv2 | freeze | columns | gru units: 64 | classify"]
  ) { call in [.gru(try RecurrenceOptions.recurrence(in: call))] }
}
