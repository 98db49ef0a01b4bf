/// Calls as other languages write them: `fit(net, mels, epochs: 1)`.
extension Parser {
  /// Says how a call with commas or labels in brackets is written here, if one stands here: a bracket that touches a
  /// name, which is the verb of the statement's call or else one of its operands.
  mutating func refuseBrackets(asOperand: Bool) throws {
    guard current.kind == .symbol(.openParenthesis), !current.spaceBefore, position > 0,
      case .name(let verb) = tokens[position - 1].kind,
      position < 2 || tokens[position - 2].kind != .symbol(.dot)
    else { return }
    var place = position
    guard let arguments = bracketed(&place, isCall: true) else { return }
    let bare = ([verb] + arguments).joined(separator: " ")
    let call = asOperand ? "(\(bare))" : bare
    if arguments.count > 1 {
      throw failure(
        current, "'\(verb)' takes no brackets and commas", fix: "no commas: write '\(call)'")
    }
    if case .label = peek(1).kind {
      throw failure(current, "options need no brackets", fix: "write '\(call)'")
    }
  }

  /// What commas part between the bracket at `place` and its partner, calls in it as they are written here; nil if it
  /// has no partner. `place` goes past the partner.
  private func bracketed(_ place: inout Int, isCall: Bool = false, level: Int = 0) -> [String]? {
    guard level < Self.deepest else { return nil }
    var words = [""]
    var label = ""
    var isPipeOrCall = false
    func endWord() {
      let word = words.removeLast()
      words.append(label + (isCall && isPipeOrCall ? "(\(word))" : word))
      label = ""
      isPipeOrCall = false
    }
    func add(_ text: String, after token: Token) {
      let isApart = token.spaceBefore && words.last != ""
      words[words.count - 1] += (isApart ? " " : "") + text
    }
    place += 1
    while place < tokens.count {
      let token = tokens[place]
      let next = tokens[min(place + 1, tokens.count - 1)]
      let text = span(token).text
      switch (token.kind, next.kind) {
      case (.newline, _), (.end, _): return nil
      case (.symbol(.closeParenthesis), _), (.symbol(.closeBracket), _):
        place += 1
        endWord()
        return words.filter { !$0.isEmpty }
      case (.symbol(.comma), _):
        endWord()
        words.append("")
      case (.symbol(.openBracket), _):
        guard let items = bracketed(&place, level: level + 1) else { return nil }
        add("[\(items.joined(separator: ", "))]", after: token)
        continue
      case (.symbol(.openParenthesis), _):
        guard let inner = bracketed(&place, level: level + 1) else { return nil }
        add("(\(inner.joined(separator: " ")))", after: token)
        continue
      case (.name, .symbol(.openParenthesis)) where !next.spaceBefore:
        place += 1
        guard let inner = bracketed(&place, isCall: true, level: level + 1) else { return nil }
        add("(\(([text] + inner).joined(separator: " ")))", after: token)
        continue
      case (.name, .symbol(.equals)):
        place += 1
        label = "\(text): "
      case (.label, _) where words.last == "": label = "\(text): "
      case (.label, _): add("\(text):", after: token)
      default:
        if token.kind == .symbol(.bar) || (words.last == "" && startsCall(at: place)) { isPipeOrCall = true }
        add(text, after: token)
      }
      place += 1
    }
    return nil
  }
}
