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

  /// A value; where it is a comparison, what stands on both sides of it, too.
  func valueWithSides(of expression: Expression) throws -> (Value, Sides?) {
    guard case .operation(let first, let steps) = expression.ungrouped.kind, steps.count == 1,
      steps[0].op.isComparison
    else { return (try value(of: expression), nil) }
    let left = try value(of: first)
    let right = try value(of: steps[0].right)
    let result = try located(first.span.through(steps[0].right.span)) {
      try Arithmetic.value(steps[0].op, left, right)
    }
    return (result, Sides(text: expression.ungrouped.span.text, left: left, right: right))
  }
}
