import EtudeCore

/// `if` and its branches: all of them are checked, each with what was bound before the statement.
extension Checker {
  func checkBranches(
    _ arms: [Statement.Arm], _ otherwise: [Statement]?, in source: SourceText, path: [String]
  ) {
    let outer = (keptTypes, openBody)
    if keptTypes == nil { keptTypes = [:] }
    openBody = "an 'if'"
    defer { (keptTypes, openBody) = outer }
    var ends: [[String: StaticValue]] = []
    for arm in arms {
      checkCondition(arm.condition)
      ends.append(boundValues(in: arm.body, in: source, path: path))
    }
    if let otherwise { ends.append(boundValues(in: otherwise, in: source, path: path)) }
    join(ends, isComplete: otherwise != nil)
  }

  private func checkCondition(_ condition: Expression) {
    let value = check(condition)
    guard value.type != .flag, value.type != .unknown else { return }
    let isNumber = value.type == .number
    report(
      condition.span, "the condition of an 'if' is yes or no, not \(value.type.described)",
      fix: "compare it with something",
      isNumber ? [Replacement(condition.span, "\(condition.span.text) != 0")] : [])
  }

  /// What a branch binds; the names are as they were before it afterwards.
  private func boundValues(
    in body: [Statement], in source: SourceText, path: [String]
  ) -> [String: StaticValue] {
    // Not all names: to hold them would copy them for each statement.
    let bound = body.flatMap(\.boundNames)
    let before = bound.map { ($0, names[$0]) }
    for statement in body { _ = check(statement, in: source, path: path) }
    var values: [String: StaticValue] = [:]
    for name in bound { values[name] = names[name] }
    for (name, value) in before { names[name] = value }
    return values
  }

  /// Binds what the branches bind: a value where all give the same one, the few that it may be, or its type alone.
  ///
  /// - Parameter isComplete: whether one of the branches is done in any case.
  private func join(_ ends: [[String: StaticValue]], isComplete: Bool) {
    for name in Set(ends.flatMap(\.keys)).sorted() {
      var values = ends.map { $0[name] ?? names[name] }
      if !isComplete { values.append(names[name]) }
      // Where a branch does not bind it, it has no value there: what it is elsewhere is all that is known.
      let bound = values.compactMap(\.self)
      guard let first = bound.first(where: { $0.type != .unknown }) ?? bound.first else { continue }
      var joined = StaticValue(first.type)
      if let known = Self.distinct(bound) {
        if known.count == 1 { joined.known = known[0] } else { joined.possible = known }
      }
      names[name] = joined
    }
  }

  /// The plain values that some may have, each once; nil where one is not known, or they are too many.
  private static func distinct(_ values: [StaticValue]) -> [Value]? {
    var distinct: [String: Value] = [:]
    var order: [String] = []
    for value in values {
      guard let alternatives = value.alternatives else { return nil }
      for one in alternatives {
        guard one.weight <= Following.longest, !one.type.isList, let text = ValueText.literal(one) else {
          return nil
        }
        if distinct.updateValue(one, forKey: text) == nil { order.append(text) }
      }
      guard order.count <= StaticValue.mostPossible else { return nil }
    }
    return order.compactMap { distinct[$0] }
  }
}
