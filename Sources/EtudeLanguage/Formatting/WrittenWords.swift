import EtudeCore

/// What a text says, whatever its layout and its comments.
public enum WrittenWords {
  /// For each statement its line, from 1, and the digest of its words: equal for texts that differ in comments, blank lines,
  /// and space that parts words only. A loop or a branch is one statement.
  public static func statements(of text: String) -> [(line: Int, digest: Digest)] {
    let source = SourceText(name: "", text: text)
    let tokens = LayoutToken.all(of: Scanner.scan(source).tokens, in: source)
    var statements: [[LayoutToken]] = []
    var depth = 0
    for token in tokens where !token.isEnd {
      if statements.isEmpty || (depth == 0 && token.startsStatement) { statements.append([]) }
      statements[statements.count - 1].append(token)
      if token.isBrace { depth += 1 }
      if token.symbol == .closeBrace { depth -= 1 }
    }
    return statements.map { tokens in
      (
        source.position(at: tokens.first?.token.range.lowerBound ?? 0).line,
        Digest.build { append(tokens, to: &$0) }
      )
    }
  }

  private static func append(_ tokens: [LayoutToken], to digester: inout Digester) {
    var isFirst = true
    for token in tokens {
      if token.startsStatement && !isFirst && token.symbol != .closeBrace { digester.append("\n") }
      digester.append(token.text)
      // What touches its neighbour is a sign or an index, and else stands for itself.
      switch token.symbol {
      case .plus, .minus: digester.append(token.token.spaceBefore && !token.token.spaceAfter)
      case .openBracket: digester.append(token.token.spaceBefore)
      default: break
      }
      isFirst = token.isBrace
    }
  }
}
