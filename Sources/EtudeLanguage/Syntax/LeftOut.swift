/// What of a statement that has run is not written again: what never ran and would take something from the record of runs,
/// or speaks of names that nothing has bound.
public struct LeftOut: Sendable {
  /// Calls that took nothing from the record, by the numbers of their expressions.
  private var calls: Set<Int> = []
  /// Names that only such parts, or statements that are not written, would have bound.
  private var names: Set<String> = []
  /// Which names are variables.
  private var facts = Facts()

  /// Nothing.
  public init() {}

  /// What is left out of a statement.
  ///
  /// - Parameters:
  ///   - bound: names that the statements written before it have bound.
  ///   - others: names that some statement of the session might have bound.
  public init(
    of executed: ExecutedStatement, _ vocabulary: Vocabulary, bound: Set<String>, others: Set<String>
  ) {
    let statement = executed.statement
    facts = executed.facts
    calls = Set(
      statement.expressions.flatMap { $0.recallingCalls(facts, vocabulary) }
        .filter { executed.recalls[$0] == nil })
    let known = bound.union(executed.bound.keys)
    names = Set(statement.expressions.flatMap { $0.variables(facts) }).intersection(others)
      .subtracting(known).subtracting(statement.boundNames)
    // What stands on what is left out is left out with it.
    while case let more = Set(boundNames(leftOutOf: statement)).subtracting(known), !more.isSubset(of: names)
    {
      names.formUnion(more)
    }
  }

  /// Whether none of a body ever ran: whether it holds such a part where it would have run with the body.
  func holds(_ body: [Statement]) -> Bool {
    !isEmpty && body.contains { $0.firstExpressions.contains { holds(inSure: $0) } }
  }

  /// Whether an expression holds such a part anywhere.
  func holds(anywhereIn expression: Expression) -> Bool {
    !isEmpty && (isSuch(expression) || expression.children.contains { holds(anywhereIn: $0) })
  }

  /// The arms of an `if` whose conditions were asked; what stands behind others never ran.
  func asked(_ arms: [Statement.Arm]) -> ArraySlice<Statement.Arm> {
    arms.prefix { !holds(inSure: $0.condition) }
  }

  private var isEmpty: Bool { calls.isEmpty && names.isEmpty }

  private func isSuch(_ expression: Expression) -> Bool {
    if case .name(let name) = expression.kind, facts.variables.contains(expression.id) {
      return names.contains(name)
    }
    return calls.contains(expression.id)
  }

  /// Whether it holds such a part where that runs with the whole: not to the right of an `and` or `or`.
  private func holds(inSure expression: Expression) -> Bool {
    if isSuch(expression) { return true }
    guard case .operation(let first, let steps) = expression.kind else {
      return expression.children.contains { holds(inSure: $0) }
    }
    return holds(inSure: first) || steps.contains { !$0.op.isLogical && holds(inSure: $0.right) }
  }

  private func boundNames(leftOutOf statement: Statement) -> [String] {
    var bodies = statement.bodies
    if case .branch(let arms, _) = statement.kind, case let asked = asked(arms).count, asked < arms.count {
      let never = bodies[asked...]
      bodies.removeSubrange(asked...)
      return never.joined().flatMap(\.boundNames) + bodies.flatMap(boundNames(leftOutOf:))
    }
    return bodies.flatMap(boundNames(leftOutOf:))
  }

  private func boundNames(leftOutOf body: [Statement]) -> [String] {
    holds(body) ? body.flatMap(\.boundNames) : body.flatMap(boundNames(leftOutOf:))
  }
}

extension Statement {
  /// The expressions that run whenever it does: of a loop what it goes over, of an `if` the first condition.
  fileprivate var firstExpressions: [Expression] {
    switch kind {
    case .parameter(_, let value), .include(let value), .assignment(_, let value), .expression(let value):
      [value]
    case .loop(_, let list, _): [list]
    case .branch(let arms, _): arms.prefix(1).map(\.condition)
    case .seed, .invalid: []
    }
  }
}

extension Expression {
  /// The variables that it mentions.
  fileprivate func variables(_ facts: Facts) -> [String] {
    if case .name(let name) = kind, facts.variables.contains(id) { return [name] }
    return children.flatMap { $0.variables(facts) }
  }

  /// The calls in it that take something from the record of runs.
  fileprivate func recallingCalls(_ facts: Facts, _ vocabulary: Vocabulary) -> [Int] {
    children.flatMap { $0.recallingCalls(facts, vocabulary) }
      + (verb(facts, vocabulary)?.takesFromRecord == true ? [id] : [])
  }
}
