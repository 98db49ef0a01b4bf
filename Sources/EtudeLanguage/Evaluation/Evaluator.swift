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
  private var openLoops = 0
  private var recordedCalls = 0

  init(
    _ interpreter: Interpreter, _ program: Program, _ statement: Statement, _ environment: Environment,
    cell: Int?
  ) {
    self.interpreter = interpreter
    self.program = program
    self.statement = statement
    current = statement
    self.environment = environment
    executed = ExecutedStatement(
      index: interpreter.record.count, cell: cell, statement: statement, text: statement.span.text,
      seed: interpreter.seed, facts: program.facts)
  }

  /// The statement's record; throws a `LocatedFailure`, and then the statement has bound nothing.
  func run() throws -> ExecutedStatement {
    let before = interpreter.bindings
    let seedBefore = interpreter.seed
    do {
      environment.seed = interpreter.seed
      try run(statement)
      note(environment.written.takeNames())
      return executed
    } catch {
      _ = environment.written.takeNames()
      interpreter.bindings = before
      interpreter.seed = seedBefore
      if let located = error as? LocatedFailure { throw located }
      throw LocatedFailure(error as? Failure ?? Failure("\(error)"), at: statement.span)
    }
  }

  /// Notes the files that the statement touched, and the statements that wrote them.
  private func note(_ files: (written: [String], read: [String])) {
    (executed.written, executed.read) = files
    for name in files.read + files.written {
      if let writer = interpreter.record.last(where: { $0.written.contains(name) }) {
        use(writer.index, byFile: true)
      }
    }
    executed.uses.sort()
  }

  /// Does the work of the calls that one call spreads into, under the eyes of the recorder if its verb asks for it.
  ///
  /// - Parameter labels: the calls' labels, where a list spreads into them.
  func work(on calls: [Call], labels: [String]?) throws -> [Value] {
    guard let recorder = interpreter.recorder, let verb = calls.first?.verb, verb.isRecorded else {
      return try calls.map { call in
        try environment.work.checkCancelled()
        return try call.verb.body(call)
      }
    }
    note(environment.written.names)
    let place = recordedCalls
    recordedCalls += 1
    return try calls.enumerated().map { turn, call in
      try environment.work.checkCancelled()
      let recorded = RecordedCall(
        call: call, executed: executed, place: place, turn: turn,
        label: labels.flatMap { turn < $0.count ? $0[turn] : nil }, statement: current)
      return try recorder.run(recorded) { try verb.body(call) }
    }
  }

  private func run(_ statement: Statement) throws {
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
      if program.mode == .cell, openLoops == 0 { show(result) }
    case .expression(let value):
      let result = try self.value(of: value)
      if case .nothing = result { return }
      executed.value = result
      show(result)
    case .loop(let name, let list, let body): try loop(name, list, body)
    case .include, .invalid: break
    }
  }

  private func bind(_ name: String, to value: Value) {
    executed.bound[name] = value
    interpreter.bindings[name] = Binding(
      value: value, known: StaticValue(value.type, known: value), maker: executed.index)
  }

  private func loop(_ name: Word, _ list: Expression, _ body: [Statement]) throws {
    openLoops += 1
    defer { openLoops -= 1 }
    for value in try elements(of: self.value(of: list), at: list.span) {
      try environment.work.checkCancelled()
      bind(name.text, to: try located(list.span) { try value() })
      for statement in body { try run(statement) }
    }
    executed.value = nil
  }

  /// The elements that a loop goes over, each made when its turn comes.
  private func elements(of value: Value, at span: Span) throws -> [() throws -> Value] {
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

  /// Remembers that this statement stands on an earlier one, by a value or by a file.
  func use(_ index: Int, byFile: Bool = false) {
    guard index != executed.index else { return }
    if !executed.uses.contains(index) { executed.uses.append(index) }
    let binds = byFile || openLoops == 0 || !current.boundNames.isEmpty
    if binds, !executed.usesToBind.contains(index) { executed.usesToBind.append(index) }
  }

  /// Shows a value as a cell does: its text; a picture that is in no file as a picture, where pictures can be shown.
  private func show(_ value: Value) {
    switch value {
    case .nothing: break
    case .object(let object): show(object, after: "")
    case .list(let list) where list.values.contains { if case .object = $0 { true } else { false } }:
      for (index, item) in list.items.enumerated() {
        guard case .object(let object) = item.value else { continue }
        show(object, after: "\(item.label ?? "\(index)"): ")
      }
    default: environment.show(ValueText.of(value))
    }
  }

  private func show(_ object: any ObjectValue, after label: String) {
    if let picture = object as? any PictureBytes, !picture.isInFile {
      environment.showPicture(picture)
    } else if !object.summary.isEmpty {
      environment.show(label + object.summary)
    }
  }
}
