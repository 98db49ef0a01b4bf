/// Writes tokens as lines.
struct LayoutWriter {
  private let tokens: [LayoutToken]
  private let signs: [Bool]
  private var bodies: LayoutBodies
  /// Pipes after which a line breaks that did not before.
  private var brokenPipes: Set<Int> = []
  private var lines: [String] = []
  private var line = ""
  /// The tokens of each line of code.
  private var stretches: [(range: Range<Int>, columns: Int)] = []
  private var start = 0
  private var indent = 0
  private var levels: [Level] = []

  /// What stands in a bracket that is open, or in a body.
  private struct Level {
    let place: Int
    /// The indentation of the line on which it closes, and of what stands in it.
    let outer: Int
    let inner: Int
  }

  private init(_ tokens: [LayoutToken]) {
    self.tokens = tokens
    signs = LayoutSpacing.signs(of: tokens)
    bodies = LayoutBodies(tokens)
  }

  /// The lines of a text, each with its end.
  static func text(_ tokens: [LayoutToken]) -> String {
    var writer = LayoutWriter(tokens)
    repeat { writer.write() } while writer.breakLongLines()
    return writer.lines.map { $0 + "\n" }.joined()
  }

  private mutating func write() {
    (lines, line, stretches, levels) = ([], "", [], [])
    for place in tokens.indices {
      switch separator(before: place) {
      case .nothing: break
      case .space: line += " "
      case .semicolon: line += "; "
      case .newline(let indent): breakLine(before: place, indent)
      }
      guard !tokens[place].isEnd else { break }
      line += tokens[place].text
      if tokens[place].symbol?.isClosing ?? false { levels.removeLast() }
      if tokens[place].isBrace {
        levels.append(Level(place: place, outer: statementIndent, inner: statementIndent + 2))
      } else if tokens[place].opensBracket {
        levels.append(Level(place: place, outer: indent, inner: indent + 2))
      }
    }
  }

  private enum Separator {
    case nothing, space, semicolon
    case newline(Int)
  }

  /// The indentation of a statement that starts here.
  private var statementIndent: Int { levels.last?.inner ?? 0 }

  private func separator(before place: Int) -> Separator {
    let token = tokens[place]
    guard place > 0, !token.isEnd else { return .newline(0) }
    let before = tokens[place - 1]
    if token.symbol == .closeBrace, let level = levels.last {
      return bodies.broken.contains(level.place) ? .newline(level.outer) : .space
    }
    if before.isBrace { return bodies.broken.contains(place - 1) ? .newline(statementIndent) : .space }
    if token.startsStatement {
      let isOnLine = levels.last.map { !bodies.broken.contains($0.place) } ?? false
      return isOnLine ? .semicolon : .newline(statementIndent)
    }
    guard token.breaksBefore || brokenPipes.contains(place - 1) else {
      return LayoutSpacing.standsApart(tokens, signs, place) ? .space : .nothing
    }
    if token.symbol?.isClosing ?? false, let level = levels.last { return .newline(level.outer) }
    return .newline(statementIndent + (before.symbol == .bar ? 2 : 0))
  }

  /// Ends a line with the comment behind it, and writes the comments before the next.
  private mutating func breakLine(before place: Int, _ next: Int) {
    let token = tokens[place]
    if place > 0 {
      stretches.append((start..<place, line.count))
      lines.append(line + (token.trailing.map { "  " + $0 } ?? ""))
    }
    let closes = token.symbol?.isClosing ?? false
    let margin = String(repeating: " ", count: closes ? statementIndent : next)
    var leading = token.leading
    let isFirst = place == 0 || tokens[place - 1].opensBracket || tokens[place - 1].isBrace
    if isFirst, leading.first?.isEmpty ?? false { leading.removeFirst() }
    if closes || token.isEnd, leading.last?.isEmpty ?? false { leading.removeLast() }
    lines += leading.map { $0.isEmpty ? "" : margin + $0 }
    line = String(repeating: " ", count: next)
    indent = next
    start = place
  }

  /// Marks what is to be broken of lines that are too long; false if there is nothing more.
  private mutating func breakLongLines() -> Bool {
    var isChanged = false
    for stretch in stretches where stretch.columns > ScriptLayout.widest {
      let brace = stretch.range.first {
        tokens[$0].isBrace && !bodies.broken.contains($0) && !bodies.isEmpty($0, tokens)
      }
      if let brace {
        bodies.breakUp(brace)
        isChanged = true
        continue
      }
      var depth = 0
      for place in stretch.range.dropLast() {
        if tokens[place].opensBracket { depth += 1 }
        if tokens[place].symbol?.isClosing ?? false { depth -= 1 }
        if depth <= 0, tokens[place].symbol == .bar, brokenPipes.insert(place).inserted { isChanged = true }
      }
    }
    return isChanged
  }
}
