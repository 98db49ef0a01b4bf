/// Lists that others make of others: `[x * 2 for x in xs if x > 1]`.
extension Rewriter {
  mutating func comprehension(
    _ value: ForeignExpression, of name: String, in source: ForeignExpression,
    where condition: ForeignExpression?
  ) throws -> Written {
    // Of what is no list a field may be its own: `songs.length` is not the songs' lengths.
    guard isList(source), value.isArithmetic(on: name), places[name] == nil else { throw NoAnswer() }
    because("a list is not made by a 'for' within it")
    var elements = try write(source).within(.whole)
    if let condition {
      places[name] = "value"
      elements = "(\(elements) | where \(try write(condition).text))"
    }
    places[name] = elements
    defer { places[name] = nil }
    return try write(value)
  }

  private func isList(_ source: ForeignExpression) -> Bool {
    switch source {
    case .name(let name): context.names[name]?.type.isList ?? false
    case .list: true
    case .call(.name("range"), _), .binary("..", _, _): true
    case .group(let inner): isList(inner)
    default: false
    }
  }
}
