/// A loop that broke off, written so that it comes as far as it came.
extension Printer {
  /// The loop over the elements of its finished rounds alone; then, where the round after them finished rounds of a loop of
  /// its own, that round up to there.
  ///
  /// - Parameter skipsRounds: whether the outermost loop's finished rounds are left out.
  func lines(of statement: Statement, upTo places: ArraySlice<LoopPlace>, skipsRounds: Bool = false)
    -> [String]
  {
    guard let place = places.first else { return [] }
    if let branch = place.branch, branch < statement.bodies.count {
      let body = statement.bodies[branch]
      return written(body[..<place.statement]).map { text($0) }
        + lines(of: body[place.statement], upTo: places.dropFirst())
    }
    guard case .loop(let name, let list, let body) = statement.kind else { return [] }
    var lines: [String] = []
    let element: (Int) -> String
    if case .list(let items) = list.ungrouped.kind {
      element = { text(items[$0].value) }
    } else {
      // Named, since it is made once however often the loop turns.
      let whole = rewriting.freshName("\(name.text)_of")
      lines.append("\(whole) = \(text(list))")
      element = { "\(whole)[\($0)]" }
    }
    if place.rounds > 0, !skipsRounds {
      let elements = (0..<place.rounds).map(element).joined(separator: ", ")
      lines.append(loop(name, over: "[\(elements)]", body))
    }
    let inner = places.dropFirst()
    if !inner.isEmpty {
      lines.append("\(rewriting.rename(name.text)) = \(element(place.rounds))")
      lines += written(body[..<place.statement]).map { text($0) }
      lines += self.lines(of: body[place.statement], upTo: inner)
    }
    return lines
  }
}
