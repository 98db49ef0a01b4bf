import EtudeCore

/// Runs one statement of a program.
final class Evaluator {
  let interpreter: Interpreter
  let program: Program
  let statement: Statement
  var environment: Environment
  var executed: ExecutedStatement
  /// The statement itself, or the one of its body that is running.
  private(set) var current: Statement
  /// The loops that are open, outermost first. A failure leaves them as they are.
  private var openLoops: [LoopPlace] = []
  /// How far they had come when the latest round of any of them was finished.
  private var finishedRounds: [LoopPlace] = []
  /// The elements that are being asked, innermost last.
  var askedElements: [Value] = []
  /// What was bound before the statement, or before the latest round of a loop that is finished, in order of the changes.
  private var replaced: [(name: String, binding: Binding?, bound: Value?)] = []
  private var recordedCalls = 0
  /// The statements in `executed.uses` and `executed.usesToBind`, to find them at once.
  private var used: Set<Int> = []
  private var usedToBind: Set<Int> = []

  init(
    _ interpreter: Interpreter, _ program: Program, _ statement: Statement, _ environment: Environment,
    cell: Int?
  ) {
    self.interpreter = interpreter
    self.program = program
    self.statement = statement
    current = statement
    self.environment = environment
    if let folder = statement.span.source.folder { self.environment.readingFolder = folder }
    executed = ExecutedStatement(
      index: interpreter.record.count, cell: cell, statement: statement, text: statement.span.text,
      seed: interpreter.seed, readingFolder: self.environment.readingFolder, facts: program.facts)
  }

  /// The statement's record; throws a `LocatedFailure`, and then the statement has bound nothing but what finished rounds
  /// of a loop did.
  func run() throws(LocatedFailure) -> ExecutedStatement {
    let seedBefore = interpreter.seed
    do {
      environment.seed = interpreter.seed
      try run(statement)
      note(environment.written.takeNames())
      return executed
    } catch {
      takeBack()
      interpreter.seed = seedBefore
      if let located = error as? LocatedFailure { throw located }
      throw LocatedFailure(error as? Failure ?? Failure("\(error)"), at: statement.span)
    }
  }

  /// Takes back what was bound since the latest finished round of a loop, or since the statement began.
  private func takeBack() {
    for change in replaced.reversed() {
      interpreter.bindings[change.name] = change.binding
      executed.bound[change.name] = change.bound
    }
    executed.finishedRounds = finishedRounds
    let files = environment.written.takeNames()
    if !executed.finishedRounds.isEmpty { note(files) }
    executed.value = nil
  }

  /// Notes the files that the statement touched, and the statements that wrote them.
  private func note(_ files: (written: [String], read: [String])) {
    (executed.written, executed.read) = files
    executed.textFolders = environment.textFolders
    for name in files.read + files.written {
      if let writer = interpreter.writers[name] { use(writer, byFile: true) }
    }
    executed.uses.sort()
  }

  /// Does the work of the calls that one call spreads into. An interrupt says how far they got.
  ///
  /// - Parameter labels: the calls' labels, where a list spreads into them.
  func work(on calls: [Call], labels: [String]?) throws -> [Value] {
    let tally = FoldTally(results: calls.count)
    let counted = calls.map { call in
      var call = call
      call.environment.work.tally = tally
      return call
    }
    var whole = 0
    func tell() {
      if calls.count > 1 { environment.work.progress("result", whole, of: calls.count) }
    }
    do {
      return try recorded(counted, labels) { call in
        tell()
        let value = try call.verb.body(call)
        tally.endResult()
        whole += 1
        tell()
        return value
      }
    } catch let failure as Failure where failure.kind == .interrupted {
      throw Failure(failure.cause, fix: tally.advice ?? failure.fix, kind: .interrupted)
    }
  }

  /// Runs the calls, under the eyes of the recorder if their verb asks for it.
  private func recorded(
    _ calls: [Call], _ labels: [String]?, _ body: (Call) throws -> Value
  ) throws -> [Value] {
    guard let recorder = interpreter.recorder, let verb = calls.first?.verb, verb.isRecorded else {
      return try all(calls) { call in
        try environment.work.checkCancelled()
        return try body(call)
      }
    }
    note(environment.written.names)
    let place = recordedCalls
    recordedCalls += 1
    return try all(calls.enumerated()) { turn, call in
      try environment.work.checkCancelled()
      let recorded = RecordedCall(
        call: call, executed: executed, place: place, turn: turn,
        label: labels.flatMap { turn < $0.count ? $0[turn] : nil }, statement: current)
      return try recorder.run(recorded) { try body(call) }
    }
  }

  private func run(_ statement: Statement) throws {
    do {
      try perform(statement)
    } catch  where Self.isWaiting(error) && statement.bodies.isEmpty {
      // What a branch or a loop would do is not known; any other statement is left to who has all parts.
      for name in statement.boundNames { wait(for: name) }
      executed.value = nil
    }
  }

  private func perform(_ statement: Statement) throws {
    current = statement
    switch statement.kind {
    case .parameter(let name, let value):
      bind(name.text, to: try program.facts.parameters[value.id] ?? self.value(of: value))
    case .seed(let seed):
      if !interpreter.seedIsFixed { interpreter.seed = seed }
      environment.seed = interpreter.seed
    case .assignment(let name, let value):
      let result = try self.value(of: value)
      bind(name.text, to: result)
      executed.value = result
      if program.mode == .cell, openLoops.isEmpty { show(result) }
    case .expression(let value):
      let result = try self.value(of: value)
      if case .nothing = result { return }
      executed.value = result
      show(result)
    case .loop(let name, let list, let body): try loop(name, list, body)
    case .branch(let arms, let otherwise): try branch(arms, otherwise)
    case .include, .invalid: break
    }
  }

  /// Leaves a name without a value, which other parts of the run make.
  private func wait(for name: String) {
    replaced.append((name, interpreter.bindings[name], executed.bound[name]))
    executed.bound[name] = nil
    interpreter.bindings[name] = nil
    interpreter.waiting.insert(name)
  }

  private func bind(_ name: String, to value: Value) {
    interpreter.waiting.remove(name)
    replaced.append((name, interpreter.bindings[name], executed.bound[name]))
    executed.bound[name] = value
    interpreter.bindings[name] = Binding(
      value: value, known: StaticValue(value.type, known: value), maker: executed.index,
      folder: folder(ofTextsIn: value))
  }

  private func loop(_ name: Word, _ list: Expression, _ body: [Statement]) throws {
    openLoops.append(LoopPlace())
    let depth = openLoops.count - 1
    let listed = try self.value(of: list)
    let elements = try elements(of: listed, at: list.span)
    if elements.isEmpty { forget(name.text, where: listed) }
    for value in elements {
      try environment.work.checkCancelled()
      bind(name.text, to: try located(list.span) { try value() })
      for (index, statement) in body.enumerated() {
        openLoops[depth].statement = index
        try run(statement)
        try stopIfAsked(after: statement, at: index, depth)
      }
      // A round is done when it is done: what it bound stays when a later one fails.
      openLoops[depth] = LoopPlace(rounds: openLoops[depth].rounds + 1)
      finishedRounds = openLoops
      replaced.removeAll(keepingCapacity: true)
    }
    openLoops.removeLast()
    executed.value = nil
  }

  /// Leaves a loop's name without a value where nothing is gone over and its old value is of another type than an element:
  /// it was checked as one from here on.
  private func forget(_ name: String, where listed: Value) {
    let element: ValueType =
      switch listed {
      case .list(let list): list.element
      case .object(let object): interpreter.vocabulary.kinds[object.kind]?.element ?? .unknown
      default: .unknown
      }
    guard let old = interpreter.bindings[name], !old.value.type.agrees(with: element) else { return }
    replaced.append((name, old, executed.bound[name]))
    executed.bound[name] = nil
    interpreter.bindings[name] = nil
  }

  /// Does the first arm whose condition holds, or what is otherwise.
  private func branch(_ arms: [Statement.Arm], _ otherwise: [Statement]?) throws {
    var chosen: [Statement]?
    for (index, arm) in arms.enumerated() {
      if chosen != nil {
        note(namesOf: arm.condition)
      } else {
        guard case .flag(let holds) = try value(of: arm.condition) else {
          throw LocatedFailure(
            Failure("the condition of an 'if' is yes or no", fix: "compare it with something"),
            at: arm.condition.span)
        }
        if holds {
          chosen = arm.body
          openLoops.append(LoopPlace(branch: index))
          continue
        }
      }
      for statement in arm.body { note(namesOf: statement) }
    }
    if chosen != nil {
      for statement in otherwise ?? [] { note(namesOf: statement) }
    } else if let otherwise {
      chosen = otherwise
      openLoops.append(LoopPlace(branch: arms.count))
    }
    guard let chosen else { return }
    let depth = openLoops.count - 1
    for (index, statement) in chosen.enumerated() {
      openLoops[depth].statement = index
      try run(statement)
      try stopIfAsked(after: statement, at: index, depth)
    }
    openLoops.removeLast()
    executed.value = nil
  }

  /// Ends a body behind a statement in which an interrupt came: a training that was stopped is bound with what it learned,
  /// and what stands behind it does not run.
  private func stopIfAsked(after statement: Statement, at index: Int, _ depth: Int) throws {
    guard environment.work.cancellation.isRequested else { return }
    openLoops[depth].statement = index + 1
    finishedRounds = openLoops
    replaced.removeAll()
    throw LocatedFailure(.interrupted, at: statement.span)
  }

  /// Remembers what a statement that is not done would stand on: where the whole is written again, that has to be there.
  private func note(namesOf statement: Statement) {
    for expression in statement.expressions { note(namesOf: expression) }
  }

  /// The elements that a loop goes over, each made when its turn comes.
  func elements(of value: Value, at span: Span) throws -> [() throws -> Value] {
    switch value {
    case .list(let list): return list.values.map { item in { item } }
    case .object(let object):
      guard let count = object.count else { break }
      return (0..<count).map { index in { try object.element(at: index) } }
    default: break
    }
    throw LocatedFailure(Failure("'for' cannot go over \(value.type.described)"), at: span)
  }

  /// Runs a piece of work; a failure of it gets its place in the text.
  func located<Result>(
    _ span: Span, _ options: [GivenOption] = [], _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as OptionFailure {
      throw LocatedFailure(error.failure, at: error.span(among: options) ?? span)
    } catch let failure as Failure {
      throw LocatedFailure(failure, at: span)
    }
  }

  /// Remembers the names in an expression that is not asked for its value.
  func note(namesOf expression: Expression) {
    var waiting = [expression]
    while let next = waiting.popLast() {
      if case .name(let name) = next.kind, let binding = interpreter.bindings[name] { use(binding.maker) }
      waiting += next.children
    }
  }

  /// Remembers that this statement stands on an earlier one, by a value or by a file.
  func use(_ index: Int, byFile: Bool = false) {
    guard index != executed.index else { return }
    if used.insert(index).inserted { executed.uses.append(index) }
    guard !usedToBind.contains(index), byFile || openLoops.isEmpty || !current.boundNames.isEmpty else {
      return
    }
    usedToBind.insert(index)
    executed.usesToBind.append(index)
  }

  /// Shows a value as a cell does: its text; a picture that is in no file as a picture, where pictures can be shown.
  private func show(_ value: Value) {
    switch value {
    case .nothing: break
    case .object(let object): show(object)
    case .list(let list) where list.values.contains { if case .object = $0 { true } else { false } }:
      let shown = ValueText.shownItems(of: list.count)
      for (index, item) in list.items.prefix(shown).enumerated() {
        guard case .object(let object) = item.value else { continue }
        show(object, label: item.label ?? "\(index)")
      }
      if shown < list.count { environment.show("… \(list.count - shown) more") }
    default: environment.present(value, as: ValueText.abbreviated(value))
    }
  }

  /// - Parameter label: its name in a list; above a text of several lines, whose columns it would move.
  private func show(_ object: any ObjectValue, label: String? = nil) {
    let summary = object.summary
    if let picture = object as? any PictureBytes, !picture.isInFile {
      environment.showPicture(picture)
    } else if !summary.isEmpty {
      let name = label.map { $0 + (summary.contains("\n") ? ":\n" : ": ") } ?? ""
      environment.present(object, as: name + summary)
    }
  }
}
