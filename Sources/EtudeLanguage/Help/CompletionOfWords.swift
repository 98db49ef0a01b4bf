/// Reserved words where they may stand.
extension Reserved {
  private static let joining = ["and", "or"]
  private static let beginningValues = ["not", "yes", "no"]
  /// What stands after the name of a loop.
  static let inLoops = "in"
  private static let atTop = ["param", "seed", "include"]
  private static let beginning = ["for", "if"]

  /// The reserved words that may stand after some tokens, newlines among them.
  ///
  /// - Parameters:
  ///   - verb: whose call the tokens belong to, if it is one.
  ///   - isBegun: whether the word is begun: what may stand almost anywhere is offered then only.
  static func words(after tokens: [Token], of verb: Verb?, _ vocabulary: Vocabulary, isBegun: Bool)
    -> [String]
  {
    let depth = tokens.reduce(0) { depth, token in
      switch token.kind {
      case .symbol(.openBrace): depth + 1
      case .symbol(.closeBrace): depth - 1
      default: depth
      }
    }
    switch tokens.last?.kind {
    case nil, .newline, .symbol(.semicolon): return beginning + (depth > 0 ? [] : atTop)
    case .symbol(.openBrace): return beginning
    case .symbol(.closeBrace): return ["else"]
    default: break
    }
    if tokens.count > 1, case .name("for") = tokens[tokens.count - 2].kind,
      case .name = tokens[tokens.count - 1].kind
    {
      return [inLoops]
    }
    if case .name("for")? = tokens.last?.kind { return [] }
    if case .name("else")? = tokens.last?.kind { return ["if"] }
    guard isBegun else { return [] }
    return inExpressions(after: tokens, of: verb, vocabulary)
  }

  /// What joins a value to what follows it, or begins one that is yes or no.
  static func inExpressions(after tokens: [Token], of verb: Verb?, _ vocabulary: Vocabulary) -> [String] {
    switch tokens.last?.kind {
    case .number, .whole, .quantity, .text, .cell, .symbol(.closeParenthesis), .symbol(.closeBracket):
      return joining
    case .name(let name) where !words.contains(name) && vocabulary.verbs[name] == nil: return joining
    default: break
    }
    let takesFlag = verb?.operands.contains { $0.accepts.fits(.flag) } ?? true
    return takesFlag || verb?.asksElements == true ? beginningValues : []
  }
}
