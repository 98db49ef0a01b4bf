/// A statement as it was written.
public struct Statement: Sendable {
  let span: Span
  let kind: Kind

  indirect enum Kind: Sendable {
    case parameter(Word, Expression)
    case seed(UInt64)
    case include(Expression)
    case assignment(Word, Expression)
    case loop(Word, Expression, [Statement])
    /// The first arm whose condition holds; else what is otherwise.
    case branch([Arm], otherwise: [Statement]?)
    case expression(Expression)
    /// What could not be read, and the name that it would have bound.
    case invalid(binds: String?)
  }

  /// A condition of an `if`, and what is done where it holds.
  struct Arm: Sendable {
    let condition: Expression
    let body: [Statement]
  }
}

extension Statement {
  /// Names that the statement may bind, each once, in the order of the text.
  public var boundNames: [String] {
    var names: [String] = []
    var seen: Set<String> = []
    bind { if seen.insert($0).inserted { names.append($0) } }
    return names
  }

  /// Tells all names that the statement may bind, in one way through its bodies.
  private func bind(_ name: (String) -> Void) {
    switch kind {
    case .parameter(let word, _), .assignment(let word, _), .loop(let word, _, _): name(word.text)
    case .seed, .include, .expression, .branch: break
    case .invalid(let word): if let word { name(word) }
    }
    for statement in bodies.joined() { statement.bind(name) }
  }

  /// The bodies that it holds, in the order of the text.
  var bodies: [[Statement]] {
    switch kind {
    case .loop(_, _, let body): [body]
    case .branch(let arms, let otherwise): arms.map(\.body) + (otherwise.map { [$0] } ?? [])
    default: []
    }
  }

  /// Names and cells that the statement mentions outside verbs, each once.
  var mentions: (names: [String], cells: [Int?]) {
    var names: [String] = []
    var cells: [Int?] = []
    var waiting: [Expression] = expressions.reversed()
    while let next = waiting.popLast() {
      next.mention(&names, &cells)
      waiting += next.children.reversed()
    }
    return (Self.unique(names), cells)
  }

  /// The statement's expressions, those of a body included.
  var expressions: [Expression] {
    switch kind {
    case .parameter(_, let value), .include(let value), .assignment(_, let value), .expression(let value):
      [value]
    case .loop(_, let list, let body): [list] + body.flatMap(\.expressions)
    case .branch(let arms, let otherwise):
      arms.flatMap { [$0.condition] + $0.body.flatMap(\.expressions) }
        + (otherwise ?? []).flatMap(\.expressions)
    case .seed, .invalid: []
    }
  }

  private static func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

extension Expression {
  fileprivate func mention(_ names: inout [String], _ cells: inout [Int?]) {
    switch kind {
    case .name(let name): names.append(name)
    case .cell(let number): cells.append(number)
    default: break
    }
  }
}
