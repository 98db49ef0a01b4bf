/// A statement that has run: what it bound, what it stood on, which files it touched.
public struct ExecutedStatement: Sendable {
  /// Its place among all statements that ran, from 0.
  public let index: Int
  /// The cell that it stood in; nil in a script.
  public let cell: Int?
  public let statement: Statement
  /// The statement as it was written.
  public let text: String
  /// The seed it ran with.
  public let seed: UInt64
  /// The value that it gave, if it gave one.
  public var value: Value?
  /// Names that it bound, with their values.
  public var bound: [String: Value] = [:]
  /// Earlier statements whose values or files it used, in order.
  public var uses: [Int] = []
  /// Those of them that it binds something from: all but what the body of a loop only shows or writes.
  public var usesToBind: [Int] = []
  /// Files that it wrote and read, by the names it used.
  public var written: [String] = []
  public var read: [String] = []
  /// Which names in it are variables, and the other findings that printing it needs.
  let facts: Facts
  /// For each mention of another cell's value, the statement that made it.
  var cellMakers: [Int?: Int] = [:]
}

/// A name's value and where it came from.
public struct Binding: Sendable {
  public let value: Value
  /// What the checker knows of it.
  public let known: StaticValue
  /// The statement that made it, as an index into the interpreter's record.
  public let maker: Int
}

extension ExecutedStatement {
  /// The statements whose cells' values this one mentions.
  public var makersOfCells: [Int] { cellMakers.values.sorted() }

  /// The statement that made the value of `_` (nil) or `_3` as this one mentions it.
  public func maker(ofCell number: Int?) -> Int? { cellMakers[number] }

  /// Whether the statement does more than name what is written: whether it calls a verb, or takes a value apart.
  public var isWork: Bool { statement.expressions.contains { $0.isWork(facts) } }

  /// Where the statement stands.
  public var span: Span { statement.span }

  /// The line of the source, from 1, on which the statement ends.
  public var lastLine: Int {
    statement.span.source.position(at: max(0, statement.span.range.upperBound - 1)).line
  }

  /// The text of that line.
  public var lastLineText: String {
    let source = statement.span.source
    return source.text(source.lineRange(at: max(0, statement.span.range.upperBound - 1)))
  }
}

extension Expression {
  fileprivate func isWork(_ facts: Facts) -> Bool {
    switch kind {
    case .call, .field, .index: true
    case .name: !facts.variables.contains(id)
    default: children.contains { $0.isWork(facts) }
    }
  }
}
