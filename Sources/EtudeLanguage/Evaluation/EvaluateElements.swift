import EtudeCore

/// Expressions that are asked for each element.
extension Evaluator {
  /// An argument that is asked for each element of the call's first one: a list of what it comes to.
  func eachArgument(_ expression: Expression, of whole: BoundArgument) throws -> BoundArgument {
    note(namesOf: expression)
    var values: [(label: String?, value: Value)] = []
    for element in try elements(of: whole.value.known ?? .nothing, at: whole.span) {
      try environment.work.checkCancelled()
      askedElements.append(try located(whole.span) { try element() })
      defer { askedElements.removeLast() }
      values.append((nil, try value(of: expression)))
    }
    let type = values.first?.value.type ?? .unknown
    if let other = values.first(where: { !$0.value.type.agrees(with: type) })?.value.type {
      throw LocatedFailure(
        Failure(
          "this is \(type.described) for one element and \(other.described) for another",
          fix: "let it be of one type"), at: expression.span)
    }
    var argument = BoundArgument(
      value: StaticValue(type, known: .list(ListValue(of: type, values))), span: expression.span)
    argument.isEach = true
    return argument
  }

  /// What a name stands for of the element that is being asked.
  func element(_ element: ElementName, _ name: String, at span: Span) throws -> Value {
    let place = askedElements.count - 1 - element.outward
    guard askedElements.indices.contains(place) else {
      throw LocatedFailure(Failure("'\(name)' is of an element, and none is asked"), at: span)
    }
    switch element {
    case .whole: return askedElements[place]
    case .field: return try located(span) { try field(name, of: askedElements[place]) }
    }
  }

  /// A value; where comparisons settle it, what stands on both sides of those, too.
  func valueWithSides(of expression: Expression) throws -> (Value, [Sides]) {
    switch expression.ungrouped.kind {
    case .negated(let inner):
      let (value, sides) = try valueWithSides(of: inner)
      return (try negation(of: value, at: inner.span), sides)
    case .operation(let first, let steps) where steps.allSatisfy(\.op.isLogical):
      return try steps.reduce(valueWithSides(of: first)) { left, step in
        guard let settled = settled(left.0, step) else {
          let right = try valueWithSides(of: step.right)
          let value = try located(first.span.through(step.right.span)) {
            try Arithmetic.value(step.op, left.0, right.0)
          }
          // The left side did not settle it: where both are alike, both make it so.
          return (value, left.0.isYes == right.0.isYes ? left.1 + right.1 : right.1)
        }
        return (settled, left.1)
      }
    case .operation(let first, let steps) where steps.count == 1 && steps[0].op.isComparison:
      let left = try value(of: first)
      let right = try value(of: steps[0].right)
      let result = try located(first.span.through(steps[0].right.span)) {
        try Arithmetic.value(steps[0].op, left, right)
      }
      let text = expression.ungrouped.span.text
      return (result, [Sides(text: text, left: left, right: right, holds: result.isYes)])
    default: return (try value(of: expression), [])
    }
  }
}

extension Value {
  fileprivate var isYes: Bool { if case .flag(true) = self { true } else { false } }
}
