/// A statement as it was written.
public struct Statement: Sendable {
  let span: Span
  let kind: Kind
  /// Names that the statement may bind, each once, in the order of the text.
  public let boundNames: [String]

  init(span: Span, kind: Kind) {
    self.span = span
    self.kind = kind
    boundNames = kind.boundNames
  }

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
  /// The bodies that it holds, in the order of the text.
  var bodies: [[Statement]] { kind.bodies }

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

extension Statement.Kind {
  fileprivate var bodies: [[Statement]] {
    switch self {
    case .loop(_, _, let body): [body]
    case .branch(let arms, let otherwise): arms.map(\.body) + (otherwise.map { [$0] } ?? [])
    default: []
    }
  }

  fileprivate var boundNames: [String] {
    let own: String? =
      switch self {
      case .parameter(let word, _), .assignment(let word, _), .loop(let word, _, _): word.text
      case .seed, .include, .expression, .branch: nil
      case .invalid(let word): word
      }
    var names = own.map { [$0] } ?? []
    guard !bodies.isEmpty else { return names }
    var seen = Set(names)
    // The bodies' own statements know theirs, so that bodies within bodies are gone through once.
    for name in bodies.joined().lazy.flatMap(\.boundNames) where seen.insert(name).inserted {
      names.append(name)
    }
    return names
  }
}
