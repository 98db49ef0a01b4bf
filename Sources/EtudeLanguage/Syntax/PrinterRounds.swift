/// A loop that broke off, written so that it comes as far as it came.
extension Printer {
  /// The loop over the elements of its finished rounds alone; then, where the round after them was stopped behind a statement
  /// or finished rounds of a loop of its own, that round up to there.
  ///
  /// - Parameter skipsRounds: whether the outermost loop's finished rounds are left out.
  func lines(of statement: Statement, upTo places: ArraySlice<LoopPlace>, skipsRounds: Bool = false)
    -> [String]
  {
    guard let place = places.first else { return [] }
    if let branch = place.branch, branch < statement.bodies.count {
      let body = statement.bodies[branch]
      return lines(of: body, upTo: place, places.dropFirst())
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
    if !inner.isEmpty || place.statement > 0 {
      lines.append("\(rewriting.rename(name.text)) = \(element(place.rounds))")
      lines += self.lines(of: body, upTo: place, inner)
    }
    return lines
  }

  /// The statements of a body that ran whole, and of the next one what ran of it.
  private func lines(of body: [Statement], upTo place: LoopPlace, _ inner: ArraySlice<LoopPlace>) -> [String]
  {
    let whole = written(body[..<place.statement]).map { text($0) }
    return place.statement < body.count ? whole + lines(of: body[place.statement], upTo: inner) : whole
  }
}
