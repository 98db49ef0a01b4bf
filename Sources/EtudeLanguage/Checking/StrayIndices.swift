/// Indices that stand apart from what they are of: `print songs [0]`.
extension Checker {
  /// Each operand that was rather meant as the index of the one before it, with both as they would be written.
  func strayIndices(in call: CallSyntax, _ arguments: [BoundArgument]) -> [(span: Span, whole: Replacement)] {
    zip(call.operands, call.operands.dropFirst()).compactMap { before, operand in
      guard operand.isIndex, !before.isList,
        let argument = arguments.first(where: { $0.span.range == before.span.range }),
        argument.value.type != .unknown, vocabulary.element(of: argument.value) != nil
      else { return nil }
      return (
        operand.span, Replacement(before.span.through(operand.span), before.span.text + operand.span.text)
      )
    }
  }

  /// Reports what is wrong with a call: an index that stands apart explains what is wrong with it and with what it is of.
  func report(_ problems: [CallBinding.Problem], of call: CallSyntax?, _ arguments: [BoundArgument]) {
    let stray = call.map { strayIndices(in: $0, arguments) } ?? []
    for (span, whole) in stray where problems.isEmpty {
      report(
        span, "\(span.text) is a list of its own here",
        fix: "an index touches what it follows: \(whole.text)",
        severity: .warning)
    }
    for problem in problems {
      if let (span, whole) = stray.first(where: { $0.whole.span.contains(problem.span) }) {
        report(span, "an index touches what it follows", fix: "take out the space", [whole])
      } else {
        report(
          problem.span, problem.cause, fix: call.flatMap { doublingFix(problem, $0) } ?? problem.fix,
          problem.proposals, isLack: problem.isLack)
      }
    }
  }
}

extension Expression {
  fileprivate var isList: Bool { if case .list = kind { true } else { false } }

  /// Whether it is a list of one number, or of a range.
  fileprivate var isIndex: Bool {
    guard case .list(let items) = kind, items.count == 1, items[0].label == nil else { return false }
    switch items[0].value.kind {
    case .number, .signed(_, _): return true
    case .operation(_, let steps): return steps.count == 1 && steps[0].op == .range
    default: return false
    }
  }
}
