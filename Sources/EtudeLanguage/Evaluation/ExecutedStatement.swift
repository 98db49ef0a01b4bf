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
