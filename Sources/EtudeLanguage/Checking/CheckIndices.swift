import EtudeCore

/// Indices.
extension Checker {
  func checkIndex(_ index: Expression, of value: StaticValue, at span: Span) -> StaticValue {
    let position = check(index)
    if case .list(let element, _) = position.type, element == .number || element == .unknown {
      return checkGathering(position, of: value, at: span, index)
    }
    guard position.type.agrees(with: .number) || position.type.agrees(with: .text) else {
      report(
        index.span, "an index is a number, a name or a list of numbers, not \(position.type.described)",
        fix: "count from 0, or give a name")
      return StaticValue(.unknown)
    }
    switch value.type {
    case .unknown: return value
    case .list(let element, _):
      if case .list(let list)? = value.known, let known = position.known,
        let item = try? Indexing.item(known, of: list)
      {
        return StaticValue(item.type, known: item)
      }
      return value.element(element)
    case .kind(let kind):
      guard let declaration = vocabulary.kinds[kind], let element = declaration.element else { break }
      if position.type == .text, !declaration.namedElements {
        report(index.span, "\(value.type.described) has no elements by name", fix: "count from 0")
      }
      return value.element(element)
    default: break
    }
    reportNoElements(value, position, at: span, index)
    return StaticValue(.unknown)
  }

  private func reportNoElements(
    _ value: StaticValue, _ position: StaticValue, at span: Span, _ index: Expression
  ) {
    var field: [Replacement] = []
    if case .text(let name)? = position.known {
      let whole = Span(span.source, span.range.lowerBound..<index.span.range.upperBound + 1)
      field = [Replacement(whole, "\(span.text).\(name)")]
    }
    report(span, "\(value.type.described) has no elements", fix: "take the index out", field)
  }

  /// `songs[0..4]`: some of the elements, of the same kind where that keeps it.
  private func checkGathering(
    _ positions: StaticValue, of value: StaticValue, at span: Span, _ index: Expression
  ) -> StaticValue {
    if case .list(let list)? = value.known, let known = positions.known,
      let gathered = try? Indexing.item(known, of: list)
    {
      return StaticValue(gathered.type, known: following.follow(gathered))
    }
    if value.type == .unknown { return value }
    guard var gathered = vocabulary.gathered(value) else {
      reportNoElements(value, positions, at: span, index)
      return StaticValue(.unknown)
    }
    if gathered.type.isList { gathered.facts = ListCount(positions).map { ListCount($0.count) } }
    return gathered
  }
}
