import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let lstm = layer(
    "lstm", "long short-term memory along time", options: RecurrenceOptions.all,
    examples: ["net = lstm 64 | classify", "net = lstm 32 bidirectional: yes | classify"]
  ) { call in [.lstm(try RecurrenceOptions.recurrence(in: call))] }
}
