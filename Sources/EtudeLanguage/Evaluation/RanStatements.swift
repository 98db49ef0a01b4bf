/// Statements that ran elsewhere, with what they bound, for another interpreter to go on from.
public struct RanStatements: Sendable {
  let statements: [ExecutedStatement]
  let bindings: [String: Binding]

  public init(of interpreter: Interpreter) {
    statements = interpreter.record
    bindings = interpreter.bindings
  }

  /// The names that they bound.
  public var names: [String] { bindings.keys.sorted() }
}

extension Interpreter {
  /// Goes on from statements that ran elsewhere, as if they had run here: their names are bound, and a saved session has
  /// them.
  public func adopt(_ ran: RanStatements) {
    let first = record.count
    for var executed in ran.statements {
      executed.index += first
      executed.uses = executed.uses.map { $0 + first }
      executed.usesToBind = executed.usesToBind.map { $0 + first }
      executed.cellMakers = executed.cellMakers.mapValues { $0 + first }
      keep(executed)
    }
    for (name, binding) in ran.bindings {
      bindings[name] = Binding(
        value: binding.value, known: binding.known, maker: binding.maker + first, folder: binding.folder)
    }
  }
}
