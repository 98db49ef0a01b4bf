/// Finds, for what is wrong with a statement, what it would have to be, and tries it before anyone is told.
///
/// A proposal is shown only if the checker finds nothing wrong with the text in which it is applied.
final class Advisor {
  /// Texts that may still be tried: what one check costs is bounded.
  private var trials = 400
  /// Longest statement of which proposals are tried, in bytes.
  private static let longest = 4000
  /// Ways of writing a statement that are tried.
  private static let mostPlans = 10

  /// A statement with errors, and what was bound before and after it.
  struct Case {
    let span: Span
    /// The statement within it, or itself, that the errors are about.
    let inner: Span
    let before: [String: StaticValue]
    let after: [String: StaticValue]
    let vocabulary: Vocabulary
    /// The text of indented lines after it.
    var block: Span?

    var context: ForeignContext { ForeignContext(vocabulary: vocabulary, names: after) }
  }

  /// What the checker finds of a text in a statement's place.
  struct Trial {
    /// The causes of its errors.
    let causes: [String]
    /// What it binds.
    let names: [String: StaticValue]
    /// What would mend the last of those errors; nil if nothing is known to.
    var next: Replacement?
  }

  let attempt: (String, Case) -> Trial

  init(attempt: @escaping (String, Case) -> Trial) { self.attempt = attempt }

  /// A whole statement written anew, or why there is nothing in its place.
  struct Answer {
    let diagnostic: Diagnostic
    /// What the statement binds once it is written so; nil if it cannot be.
    let names: [String: StaticValue]?
    /// Names that it would have bound to what is not known.
    var unknown: [String] = []
  }

  /// Tries the proposals of a diagnostic one after the other: the first that holds becomes its fix.
  func settle(_ diagnostic: Diagnostic, among others: [String], in statement: Case) -> Diagnostic {
    var settled = diagnostic
    settled.proposals = []
    for proposal in diagnostic.proposals where statement.span.contains(proposal.span) {
      let text = proposal.text(of: statement.span.range)
      guard let found = trial(text, statement) else { break }
      var left = others
      if let own = left.firstIndex(of: diagnostic.cause) { left.remove(at: own) }
      let new = Self.new(found.causes, beside: left)
      var change = proposal
      if !new.isEmpty {
        // One step more: `train net songs` is `fit net (songs | spectrogram)`.
        guard proposal.namesVerb, new.count == 1, let next = found.next else { continue }
        let whole = next.text(of: 0..<next.span.source.bytes.count)
        guard let again = trial(whole, statement), Self.new(again.causes, beside: left).isEmpty else {
          continue
        }
        change = Replacement(statement.span, whole)
      }
      settled.replacement = change
      settled.fix = change.words
      return settled
    }
    return settled
  }

  /// The causes that are not among some that were there before.
  private static func new(_ causes: [String], beside others: [String]) -> [String] {
    var left = others
    return causes.filter { cause in
      guard let place = left.firstIndex(of: cause) else { return true }
      left.remove(at: place)
      return false
    }
  }

  private func trial(_ text: String, _ statement: Case) -> Trial? {
    guard trials > 0, statement.span.range.count <= Self.longest else { return nil }
    trials -= 1
    return attempt(text, statement)
  }

  /// The answer to a statement that is written as another language has it; nil if it is not.
  func answer(to statement: Case) -> Answer? {
    let inner = statement.inner
    guard inner.range.count <= Self.longest else { return nil }
    if let comment = comment(statement) { return comment }
    guard let tokens = ForeignScanner.scan(inner, in: statement.context), let opening = tokens.first else {
      return shellAnswer(to: statement)
    }
    if let rewritten = rewritten(tokens, statement) { return rewritten }
    let isBound = tokens.count > 2 && tokens[1].text == "="
    let first = isBound ? tokens[2] : opening
    let second = tokens.count > (isBound ? 3 : 1) ? tokens[isBound ? 3 : 1] : nil
    var answer: Answer?
    if let absence = Absences.answer(to: first, second, in: statement.context) {
      answer = absent(absence, at: Span(inner.source, first.range))
    } else if let absence = Absences.answer(toCallIn: tokens, in: statement.context), let last = tokens.last {
      answer = absent(absence, at: Span(inner.source, opening.range.lowerBound..<last.range.upperBound))
    }
    answer?.unknown = zip(tokens, tokens.dropFirst()).filter { $0.kind == .name && $1.text == "=" }.map(
      \.0.text)
    return answer ?? shellAnswer(to: statement)
  }

  /// Whether a statement starts with a word that has nothing in its place.
  func isAbsent(_ statement: Case) -> Bool {
    guard let tokens = ForeignScanner.scan(statement.inner, in: statement.context), let first = tokens.first
    else {
      return false
    }
    return Absences.answer(to: first, tokens.count > 1 ? tokens[1] : nil, in: statement.context) != nil
  }

  func absent(_ absence: Hints.Absence, at span: Span) -> Answer {
    Answer(diagnostic: Diagnostic(at: span, absence.cause, fix: absence.fix), names: nil)
  }

  /// `!ls`, `%time fit net mels`: what a cell of another notebook asks of its shell.
  private func shellAnswer(to statement: Case) -> Answer? {
    let text = statement.inner.text
    guard text.hasPrefix("!") || text.hasPrefix("%") || text.hasPrefix("$") else { return nil }
    return absent(
      Hints.Absence("commands that start with '\(text.prefix(1))' are not known here"),
      at: statement.inner.firstCharacter)
  }

  /// `// note`, `-- note`, `/* note */`, `% note`
  private func comment(_ statement: Case) -> Answer? {
    let text = statement.inner.text.trimmed
    guard let mark = ["//", "--", "/*", "% ", "REM "].first(where: text.hasPrefix) else { return nil }
    var note = text.dropFirst(mark.count).trimmed
    if mark == "/*", note.hasSuffix("*/") { note = note.dropLast(2).trimmed }
    let start = statement.inner.range.lowerBound
    let place = Span(statement.inner.source, start..<start + statement.inner.text.trimmedEnd.utf8.count)
    return try? propose("# \(note)", at: place, "a comment starts with '#'", statement)
  }

  private func rewritten(_ tokens: [ForeignToken], _ statement: Case) -> Answer? {
    var tokens = tokens
    if tokens.last?.text == ";" { tokens.removeLast() }
    guard let last = tokens.last else { return nil }
    let foreign = ForeignStatement(tokens)
    let lines = statement.block.map { blockLines($0, statement.context) } ?? []
    var plan: [Int] = []
    for _ in 0..<Self.mostPlans {
      var rewriter = Rewriter(statement.context, plan: plan)
      let text = try? foreign.written(by: &rewriter, body: lines)
      let source = statement.inner.source
      if let text, let cause = rewriter.cause {
        let end =
          foreign.body != nil
          ? statement.block?.range.upperBound ?? last.range.upperBound : last.range.upperBound
        let place = Span(source, tokens[0].range.lowerBound..<end)
        if let answer = try? propose(text, at: place, cause, statement) { return answer }
      }
      guard let next = Self.next(plan, rewriter.choices) else { return nil }
      plan = next
    }
    return nil
  }

  /// The lines of a block, each in words.
  private func blockLines(_ block: Span, _ context: ForeignContext) -> [[ForeignToken]] {
    var lines: [[ForeignToken]] = []
    var start = block.range.lowerBound
    while start < block.range.upperBound {
      let line = block.source.lineRange(at: start)
      let range = max(start, line.lowerBound)..<min(line.upperBound, block.range.upperBound)
      if let tokens = ForeignScanner.scan(Span(block.source, range), in: context), !tokens.isEmpty {
        lines.append(tokens)
      }
      start = max(line.upperBound, start) + 1
    }
    return lines
  }

  /// The plan after one, as the digits of a number follow one another; nil after the last.
  private static func next(_ plan: [Int], _ choices: [Int]) -> [Int]? {
    var digits = choices.indices.map { $0 < plan.count ? plan[$0] : 0 }
    for place in digits.indices.reversed() {
      if digits[place] + 1 < choices[place] {
        digits[place] += 1
        return Array(digits[...place])
      }
    }
    return nil
  }

  /// An answer, if the text passes.
  private func propose(_ text: String, at span: Span, _ cause: String, _ statement: Case) throws -> Answer {
    let whole = statement.block.map { statement.span.through($0) } ?? statement.span
    let change = Replacement(span, text).narrowed
    guard text.utf8.count <= 300, text != span.text,
      let found = trial(change.text(of: whole.range), statement), found.causes.isEmpty
    else { throw Rewriter.NoAnswer() }
    var diagnostic = Diagnostic(at: change.span, cause, fix: change.words)
    diagnostic.replacement = change
    return Answer(diagnostic: diagnostic, names: found.names)
  }
}

extension Replacement {
  /// The same change where one word alone is another: `artist` by `"artist"`.
  var narrowed: Replacement {
    let old = Array(span.text.utf8)
    let new = Array(text.utf8)
    func isWord(_ byte: UInt8) -> Bool { byte != 32 && !"()[]{},|".utf8.contains(byte) }
    var head = 0
    while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
    var tail = 0
    while tail < old.count - head, tail < new.count - head,
      old[old.count - 1 - tail] == new[new.count - 1 - tail]
    {
      tail += 1
    }
    while head > 0, isWord(old[head - 1]) { head -= 1 }
    while tail > 0, isWord(old[old.count - tail]) { tail -= 1 }
    let before = old[head..<(old.count - tail)]
    let after = new[head..<(new.count - tail)]
    guard !before.isEmpty, !after.isEmpty, before.allSatisfy(isWord),
      after.allSatisfy({ $0 != 32 }) || after.first == 34
    else { return self }
    let start = span.range.lowerBound + head
    return Replacement(
      Span(span.source, start..<start + before.count), String(decoding: after, as: UTF8.self))
  }
}

extension Span {
  var firstCharacter: Span { Span(source, range.lowerBound..<min(range.upperBound, range.lowerBound + 1)) }
}

extension StringProtocol {
  /// Without spaces at either end.
  var trimmed: String { String(drop { $0.isWhitespace }).trimmedEnd }

  var trimmedEnd: String {
    var text = String(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
