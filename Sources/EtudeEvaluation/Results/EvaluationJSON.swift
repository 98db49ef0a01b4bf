import EtudeCore

extension Evaluation {
  /// The result as one JSON object; equal results give equal bytes.
  ///
  /// The keys of the contract come first, in its order; further scores follow before `items`, those of
  /// `Metrics` among them. All numbers are written
  /// with the shortest digits that read back as the same number, so that scores computed from the file are those in it.
  /// An unknown artist, leakage that cannot be known, and the log loss of votes are null. A result that is INVALID says why under `invalid`, and one with a choice in
  /// inner folds what was chosen under `chosen`; others have no such keys.
  public func json() -> String { json(settings: []) }

  /// The same of one of a sweep's results, with the settings that it was made with under `settings`.
  package func json(settings: [JSONText.Member]) -> String {
    typealias Member = JSONText.Member
    func value(_ key: String, _ number: Double) -> Member { (key, { $0.number(number) }) }
    let scores = Metrics.shown(in: .json).map { metric -> Member in
      (metric.name, { $0.number(metric.value(of: judged)) })
    }
    let invalid: [Member] =
      flaws.isEmpty ? [] : [("invalid", { $0.list(flaws) { $0.string($1.words) } })]
    let choices: [Member] = chosen.isEmpty ? [] : [("chosen", { $0.list(chosen) { $0.string($1) } })]
    let swept: [Member] = settings.isEmpty ? [] : [("settings", { $0.object(settings) })]
    let members: [Member] =
      invalid + swept + [
        ("kind", { $0.string(kind.rawValue) }),
        ("statement", { $0.string(statement) }),
        ("seed", { $0.raw(String(seed)) }),
        ("version", { $0.string(version) }),
        ("data", { $0.string(data.description) }),
        ("genres", { $0.list(genres) { $0.string($1) } }),
        value("accuracy", accuracy),
        ("interval", { $0.list([interval.lowerBound, interval.upperBound]) { $0.number($1) } }),
        ("folds", { $0.list(folds, .lines) { $0.fold($1) } }),
        ("confusion", { $0.list(confusion.counts, .lines) { $0.list($1) { $0.number($1) } } }),
        ("leakage", { $0.leakage(leakage) }),
        value("deviation", deviation), value("item_share", itemShare),
      ] + scores + choices + [
        ("items", { $0.list(items, .lines) { $0.item($1) } })
      ]
    var json = JSONText()
    json.object(members, .lines)
    return json.text + "\n"
  }

  /// Several results as one JSON object, each under its label in the order given.
  public static func json(of results: [(label: String, result: Evaluation)]) -> String {
    json(of: results.map { ($0.label, $0.result, []) })
  }

  /// The same of a sweep's results, each with its settings.
  package static func json(
    of results: [(label: String, result: Evaluation, settings: [JSONText.Member])]
  ) -> String {
    var json = JSONText()
    json.raw("{")
    for (index, (label, result, settings)) in results.enumerated() {
      json.raw(index == 0 ? "\n" : ",\n")
      json.string(label)
      json.raw(": ")
      json.raw(String(result.json(settings: settings).dropLast()))
    }
    json.raw("\n}\n")
    return json.text
  }
}

extension JSONText {
  fileprivate mutating func fold(_ fold: FoldScore) {
    object([
      ("repeat", { $0.number(fold.repeat) }), ("fold", { $0.number(fold.fold) }),
      ("accuracy", { $0.number(fold.accuracy) }), ("train", { $0.number(fold.train) }),
      ("test", { $0.number(fold.test) }), ("epochs", { $0.number(fold.epochs) }),
    ])
  }

  fileprivate mutating func leakage(_ leakage: Leakage?) {
    guard let leakage else { return null() }
    object([
      ("track", { $0.number(leakage.track) }), ("artist", { $0.number(leakage.artist) }),
      ("duplicate", { $0.number(leakage.duplicate) }),
    ])
  }

  fileprivate mutating func item(_ item: JudgedItem) {
    object([
      ("name", { $0.string(item.name) }), ("track", { $0.string(item.track) }),
      ("artist", { $0.string(item.artist) }), ("label", { $0.string(item.label) }),
      ("predicted", { $0.string(item.predicted) }),
      ("probabilities", { $0.list(item.probabilities) { $0.number($1) } }),
      ("fold", { $0.number(item.fold) }), ("repeat", { $0.number(item.repeat) }),
    ])
  }
}
