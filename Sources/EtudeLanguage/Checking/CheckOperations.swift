import EtudeCore

/// Operators.
extension Checker {
  func check(_ first: Expression, _ steps: [Expression.Step]) -> StaticValue {
    if let step = steps.first, refusesSign(step, after: first) {
      for step in steps { _ = check(step.right) }
      return StaticValue(.unknown)
    }
    var left = check(first)
    if adviseJoining(first, left.type, steps) { return StaticValue(.unknown) }
    for step in steps {
      let right = check(step.right)
      if step.op.isLogical {
        left = checkLogical(step.op, (left, first.span), (right, step.right.span))
        continue
      }
      left = attempt(at: first.span.through(step.right.span)) {
        let type = try Arithmetic.type(step.op, left.type, right.type)
        guard let a = left.known, let b = right.known else {
          var result = StaticValue(type)
          if type.isList, right.type.isList { result.settings = StaticValue.commonSettings([left, right]) }
          return result
        }
        let count = step.op == .range ? rangeCount(a, b) : nil
        return StaticValue(type, known: try known(step.op, a, b), facts: count.map { ListCount($0) })
      }
    }
    return left
  }

  /// `cnn + classify`, `mine + yours`: what is no number is put together by pipes, or by a verb.
  private func adviseJoining(
    _ first: Expression, _ type: ValueType, _ steps: [Expression.Step]
  ) -> Bool {
    guard case .kind(let kind) = type, steps.allSatisfy({ $0.op == .plus }),
      let joining = vocabulary.elsewhere.sums[kind]
    else { return false }
    let parts = [first] + steps.map(\.right)
    let texts = parts.map(\.span.text)
    let (cause, text): (String, String)
    if joining.isByPipes, parts.dropFirst().allSatisfy(isVerbName) {
      (cause, text) = ("\(kind.plural) are joined by pipes", texts.joined(separator: " | "))
    } else if parts.dropFirst().allSatisfy({ isValue($0) && check($0).type == type }) {
      let operands = joining.takesList ? "[\(texts.joined(separator: ", "))]" : texts.joined(separator: " ")
      (cause, text) = ("'+' does not put \(kind.plural) together", "\(joining.verb) \(operands)")
    } else {
      return false
    }
    let span = first.span.through(parts[parts.count - 1].span)
    report(span, cause, fix: "'+' joins numbers and lists", [Replacement(span, "(\(text))")])
    return true
  }

  /// Whether an expression is a variable, or an element or a field of one: cheap to look at twice.
  private func isValue(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name: variable(expression) != nil
    case .field(let base, _), .index(let base, _): expression.depth < 8 && isValue(base)
    default: false
    }
  }

  /// Whether an expression is the name of a verb alone.
  private func isVerbName(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind else { return false }
    return variable(expression) == nil && vocabulary.verbs[name] != nil
  }

  /// The value of an operation on known values, if it is followed. A number that is too large is an error beforehand;
  /// division by zero is one while running.
  private func known(_ op: Operator, _ left: Value, _ right: Value) throws -> Value? {
    if case .list(let first) = left, case .list(let second) = right,
      first.weight > Following.longest || second.weight > Following.longest - first.weight
    {
      return nil
    }
    if op == .range, let first = left.numeric, let last = right.numeric {
      let count = try Arithmetic.rangeCount(first, last)
      guard count <= Following.longest else { return nil }
    }
    do {
      let value = try Arithmetic.value(op, left, right)
      guard case .list = value else { return value }
      return following.follow(value)
    } catch let failure as Failure where failure == Arithmetic.tooLarge {
      throw failure
    } catch {
      return nil
    }
  }

  private func rangeCount(_ first: Value, _ last: Value) -> Int? {
    guard let first = first.numeric, let last = last.numeric else { return nil }
    return try? Arithmetic.rangeCount(first, last)
  }

  /// `and` and `or`: each side is yes or no; what the left side settles is known without the right one.
  private func checkLogical(
    _ op: Operator, _ left: (value: StaticValue, span: Span), _ right: (value: StaticValue, span: Span)
  ) -> StaticValue {
    for (value, span) in [left, right] {
      _ = attempt(at: span) { StaticValue(try Arithmetic.type(op, value.type, .flag)) }
    }
    if case .flag(let first)? = left.value.known, first == (op == .or) { return left.value }
    guard case .flag(let first)? = left.value.known, case .flag(let second)? = right.value.known else {
      return StaticValue(.flag)
    }
    return StaticValue(.flag, known: .flag(op == .and ? first && second : first || second))
  }

  func checkNegation(_ inner: Expression) -> StaticValue {
    let value = check(inner)
    guard value.type == .flag || value.type == .unknown else {
      report(
        inner.span, "'not' turns yes into no, and this is \(value.type.described)",
        fix: "compare it with something")
      return StaticValue(.flag)
    }
    if case .flag(let flag)? = value.known { return StaticValue(.flag, known: .flag(!flag)) }
    return StaticValue(.flag)
  }
}
