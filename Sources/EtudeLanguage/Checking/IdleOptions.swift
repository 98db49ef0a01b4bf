/// Options that are given and have no effect.
extension Checker {
  /// Warns of options that have none in any of the calls: in a sweep one that needs it is enough. Those with one reason are
  /// told together. What says no more than its absence does is not told: a saved script writes it out.
  func warnOfIdleOptions(_ options: [GivenOption], of verb: Verb, in calls: [CallBinding.One]) {
    guard !calls.isEmpty else { return }
    let asked = calls.map { StaticCall(verb: verb, operands: $0.operands, options: $0.options) }
    var told: [(reason: String, labels: [Word])] = []
    for given in options {
      guard let option = verb.options.first(where: { $0.label == given.label.text }),
        let reason = option.idleness?(asked[0]),
        asked.dropFirst().allSatisfy({ option.idleness?($0) != nil }),
        asked.contains(where: { !$0.saysUsual(option) })
      else { continue }
      if let place = told.firstIndex(where: { $0.reason == reason }) {
        told[place].labels.append(given.label)
      } else {
        told.append((reason, [given.label]))
      }
    }
    for (reason, labels) in told {
      let names = labels.map { "'\($0.text):'" }.joined(last: "and")
      report(
        labels[0].span, "\(names) \(labels.count == 1 ? "has" : "have") no effect: \(reason)",
        fix: labels.count == 1 ? "leave it out" : "leave them out", severity: .warning)
    }
  }
}

extension StaticCall {
  /// Whether an option says what its absence would.
  fileprivate func saysUsual(_ option: Option) -> Bool {
    guard let given = options[option.label]?.known.flatMap(ValueText.literal) else { return false }
    let others = operands.merging(options) { $1 }.compactMapValues(\.known).filter { $0.key != option.label }
    return (option.default ?? option.derived?(others)).flatMap(ValueText.literal) == given
  }
}
