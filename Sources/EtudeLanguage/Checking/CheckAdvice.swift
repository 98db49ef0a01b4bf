/// What to write instead of a statement with errors in it.
extension Checker {
  /// Settles the errors of a statement, from those that were reported since `first` on: the proposals of each are tried;
  /// a statement written as elsewhere gets one answer.
  func advise(_ statement: Statement, since first: Int, before: [String: StaticValue], block: Span?) {
    guard let advisor, diagnostics.count > first else { return }
    let own = diagnostics.indices.dropFirst(first).filter {
      diagnostics[$0].severity == .error
        && diagnostics[$0].span.map { $0.source === statement.span.source } ?? false
    }
    guard let error = own.first, let place = diagnostics[error].span, adviceLeft > 0 else { return }
    adviceLeft -= own.count
    var inner = statement
    while let next = inner.bodies.joined().first(where: { $0.span.range.contains(place.range.lowerBound) }) {
      inner = next
    }
    let isWhole = inner.span.range == statement.span.range
    let theCase = Advisor.Case(
      span: statement.span, inner: inner.span, before: before,
      after: names.merging(predefined) { own, _ in own },
      vocabulary: vocabulary, block: isWhole ? block : nil)
    let isSettledHere = own.allSatisfy { index in
      diagnostics[index].span.map { inner.span.contains($0) } ?? false
    }
    let end = place.range.upperBound
    let isCall = end < place.source.bytes.count && place.source.bytes[end] == UInt8(ascii: "(")
    if own.count == 1, !isCall, diagnostics[error].proposals.first?.isSpelling ?? false,
      !advisor.isAbsent(theCase)
    {
      let settled = advisor.settle(diagnostics[error], among: [diagnostics[error].cause], in: theCase)
      if settled.replacement != nil {
        diagnostics[error] = settled
        return
      }
    }
    if isSettledHere || isWhole, let answer = advisor.answer(to: theCase) {
      diagnostics[error] = answer.diagnostic
      for index in own.dropFirst().reversed() { diagnostics.remove(at: index) }
      if let bound = answer.names { names = bound }
      for name in answer.unknown where names[name] == nil { names[name] = StaticValue(.unknown) }
      if block != nil { mutedUntil = max(mutedUntil, block?.range.upperBound ?? 0) }
      return
    }
    let causes = own.map { diagnostics[$0].cause }
    for index in own where !diagnostics[index].proposals.isEmpty {
      diagnostics[index] = advisor.settle(diagnostics[index], among: causes, in: theCase)
    }
  }

  /// Checks a text in the place of a statement, with what was bound before it.
  func trial(_ text: String, _ statement: Advisor.Case) -> Advisor.Trial {
    let checker = Checker(
      vocabulary: vocabulary, mode: mode, names: statement.before, predefined: predefined, cells: cells,
      lastCell: lastCell, overrides: overrides, read: read)
    checker.advisor = nil
    checker.hasGaps = hasGaps
    checker.following = .trial
    let source = SourceText(name: statement.span.source.name, text: text)
    _ = checker.checkFile(source, path: [source.name])
    let errors = checker.diagnostics.filter { $0.severity == .error && $0.exitStatus == .staticError }
    return Advisor.Trial(
      causes: errors.map(\.cause), names: checker.names,
      next: errors.last?.proposals.first { $0.span.source === source })
  }

  /// The lines after a statement that stand further in than it, as the body of a block elsewhere; nil if its line does
  /// not open one.
  func block(after statement: Statement) -> Span? {
    guard case .invalid = statement.kind else { return nil }
    let source = statement.span.source
    let line = source.lineRange(at: statement.span.range.lowerBound)
    let text = source.text(line).trimmedEnd
    guard text.hasSuffix(":") else { return nil }
    func indent(_ line: Range<Int>) -> Int {
      line.prefix { source.bytes[$0] == 32 || source.bytes[$0] == 9 }.count
    }
    let own = indent(line)
    var end = line.upperBound
    while end < source.bytes.count {
      let next = source.lineRange(at: end + 1)
      guard next.lowerBound > end, !next.isEmpty, indent(next) < next.count else { break }
      // `else:` goes on with the `if` that it stands under.
      let isElse =
        text.drop { $0 == " " }.hasPrefix("if ") && indent(next) == own
        && ["else", "elif"].contains { source.text(next).drop { $0 == " " || $0 == "\t" }.hasPrefix($0) }
      guard indent(next) > own || isElse else { break }
      end = next.upperBound
    }
    return end > line.upperBound ? Span(source, line.upperBound..<end) : nil
  }
}
