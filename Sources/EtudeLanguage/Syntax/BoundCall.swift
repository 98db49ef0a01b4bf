/// A name bound to what a recorded call gives, in the place of the statement that the call stands in.
struct BoundCall {
  let name: String
  /// The call's place in the list that it goes over; nil if it goes over none.
  let turn: Int?
  let printer: Printer
  /// The recorded calls of a statement, in the order in which they run.
  let calls: (Statement) -> [Expression]

  func text(_ call: Expression) -> String {
    let call = printer.text(call)
    return "\(name) = " + (turn.map { "(\(call))[\($0)]" } ?? call)
  }

  /// An `if` that goes the way it went, each of whose branches binds the name to the call at a place of its own calls.
  ///
  /// - Returns: nil where which call that is hangs on a loop, or on another branch before it.
  func branch(_ statement: Statement, place: Int) -> String? {
    guard case .branch(let arms, let otherwise) = statement.kind,
      arms.allSatisfy({ calls(Statement(span: $0.condition.span, kind: .expression($0.condition))).isEmpty })
    else { return nil }
    let bodies = arms.map(\.body) + (otherwise.map { [$0] } ?? [])
    let written = bodies.compactMap { braces($0, place: place) }
    guard written.count == bodies.count else { return nil }
    let ways = zip(arms, written).map { arm, body in "if \(printer.text(arm.condition)) \(body)" }
    return (ways + written.dropFirst(arms.count)).joined(separator: " else ")
  }

  /// A body up to the call; the whole of one that has fewer calls, which was not gone through.
  private func braces(_ body: [Statement], place: Int) -> String? {
    var lines: [String] = []
    var place = place
    for statement in body {
      let own = calls(statement)
      guard !own.isEmpty else {
        lines.append(printer.text(statement))
        continue
      }
      switch statement.kind {
      case .loop: return nil
      case .branch:
        guard body.last(where: { !calls($0).isEmpty })?.span.range == statement.span.range,
          let inner = branch(statement, place: place)
        else { return nil }
        return Self.braces(lines + [inner])
      default: break
      }
      if place < own.count { return Self.braces(lines + [text(own[place])]) }
      place -= own.count
      lines.append(printer.text(statement))
    }
    return Self.braces(lines)
  }

  private static func braces(_ lines: [String]) -> String {
    "{\n" + lines.flatMap { $0.split(separator: "\n") }.map { "  \($0)\n" }.joined() + "}"
  }
}
