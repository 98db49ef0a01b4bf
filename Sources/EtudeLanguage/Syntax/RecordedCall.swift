/// A program whose last statement holds a call of a recorded verb, written again so that it makes what that call gave.
extension Program {
  /// Names that its statements bind.
  public var boundNames: Set<String> { Set(statements.flatMap(\.boundNames)) }

  /// Texts that name the files it writes.
  public var writtenTexts: Set<String> {
    Set(statements.flatMap(\.expressions).flatMap { $0.optionTexts("to", facts) })
  }

  /// Whether any of its calls takes something from the record of runs.
  public func recalls(_ vocabulary: Vocabulary) -> Bool {
    statements.flatMap(\.expressions).contains { expression in
      expression.contains { $0.verb(facts, vocabulary)?.takesFromRecord == true }
    }
  }

  /// Statements that bind a name to what one recorded call in the last statement gives.
  ///
  /// - Parameters:
  ///   - place: the call's place among the recorded calls of that statement, in the order in which they run.
  ///   - turn: its place in the list that the call goes over; nil if it goes over none.
  /// - Returns: nil where the call stands in a loop within a loop, or in a branch within a loop.
  public func statements(
    making name: String, place: Int, turn: Int?, vocabulary: Vocabulary, rewriting: Printer.Rewriting
  ) -> [String]? {
    guard let last = statements.last else { return nil }
    var printer = Printer(vocabulary, facts, writesDefaults: true)
    printer.rewriting = rewriting
    var lines = statements.dropLast().map { printer.text($0) }
    func recorded(_ statement: Statement) -> [Expression] {
      statement.expressions.flatMap { $0.recordedCalls(facts, vocabulary) }
    }
    if case .branch = last.kind {
      let binding = BoundCall(name: name, turn: turn, printer: printer, calls: recorded)
      return binding.branch(last, place: place).map { lines + [$0] }
    }
    // Which way each round went is not known here.
    if last.hasBranches, !recorded(last).isEmpty { return nil }
    var calls = recorded(last)
    var place = place
    if case .loop(_, let list, let body) = last.kind {
      let inBody = body.map(recorded)
      let nested = zip(body, inBody).contains { $0.isLoop && !$1.isEmpty }
      let aRound = inBody.map(\.count).reduce(0, +)
      guard !nested, aRound > 0, list.recordedCalls(facts, vocabulary).isEmpty else { return nil }
      let round = place / aRound
      place %= aRound
      var index = 0
      while place >= inBody[index].count {
        place -= inBody[index].count
        index += 1
      }
      calls = inBody[index]
      let way = [LoopPlace(rounds: round, statement: index), LoopPlace()]
      lines += printer.lines(of: last, upTo: way[...], skipsRounds: !last.carriesOver)
    }
    guard place < calls.count else { return nil }
    let binding = BoundCall(name: name, turn: turn, printer: printer, calls: recorded)
    return lines + [binding.text(calls[place])]
  }
}

extension Statement {
  /// Whether it is an `if`, or one stands in its body.
  fileprivate var hasBranches: Bool {
    if case .branch = kind { return true }
    return bodies.contains { $0.contains(where: \.hasBranches) }
  }

  fileprivate var isLoop: Bool { if case .loop = kind { true } else { false } }

  /// Whether a round of a loop may read what an earlier round bound.
  fileprivate var carriesOver: Bool {
    guard case .loop(let name, _, let body) = kind else { return false }
    let bound = Set(body.flatMap(\.boundNames))
    var fresh: Set<String> = [name.text]
    for statement in body {
      if statement.mentions.names.contains(where: { bound.contains($0) && !fresh.contains($0) }) {
        return true
      }
      fresh.formUnion(statement.boundNames)
    }
    return false
  }
}

extension Expression {
  /// The verb that it calls, with arguments or bare.
  func verb(_ facts: Facts, _ vocabulary: Vocabulary) -> Verb? {
    switch kind {
    case .call(let call): vocabulary.verbs[call.verb.text]
    case .name(let name): facts.variables.contains(id) ? nil : vocabulary.verbs[name]
    default: nil
    }
  }

  /// The calls of recorded verbs in it, in the order in which they run.
  fileprivate func recordedCalls(_ facts: Facts, _ vocabulary: Vocabulary) -> [Expression] {
    let own = verb(facts, vocabulary)?.isRecorded == true ? [self] : []
    return children.flatMap { $0.recordedCalls(facts, vocabulary) } + own
  }

  fileprivate func contains(_ condition: (Expression) -> Bool) -> Bool {
    condition(self) || children.contains { $0.contains(condition) }
  }

  /// The known texts that calls in it are given for an option.
  fileprivate func optionTexts(_ label: String, _ facts: Facts) -> [String] {
    var texts = children.flatMap { $0.optionTexts(label, facts) }
    if case .call(let call) = kind {
      texts += call.options.filter { $0.label.text == label }.compactMap { facts.texts[$0.value.id] ?? nil }
    }
    return texts
  }
}
