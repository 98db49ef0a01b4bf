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
    case expression(Expression)
    /// What could not be read, and the name that it would have bound.
    case invalid(binds: String?)
  }
}

extension Statement {
  /// Names that the statement may bind, each once, in the order of the text.
  public var boundNames: [String] {
    switch kind {
    case .parameter(let name, _), .assignment(let name, _): [name.text]
    case .seed, .include, .expression: []
    case .loop(let name, _, let body): Self.unique([name.text] + body.flatMap(\.boundNames))
    case .invalid(let name): name.map { [$0] } ?? []
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
    case .text(let parts):
      for case .reference(let path, _) in parts { names.append(path[0]) }
    default: break
    }
  }
}
