/// A statement that has run: what it bound, what it stood on, which files it touched.
public struct ExecutedStatement: Sendable {
  /// Its place among all statements that ran, from 0.
  public internal(set) var index: Int
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
  /// The folder where the relative paths that it writes start.
  public let readingFolder: String
  /// The folders of texts in it that were written in other files, by the text.
  var textFolders: [String: String] = [:]
  /// Of a loop that broke off, how far it came; empty for all other statements.
  var finishedRounds: [LoopPlace] = []
  /// For each call, the options that were not given and follow from the others, as they would be written; nil for one that
  /// came to different values.
  var derived: [Int: [String: String?]] = [:]
  /// What strings came to whose text is not known before they run, by their numbers.
  var texts: [Int: Set<String>] = [:]
  /// For each call that took something from the record of runs, the numbers that it asked for each time.
  public internal(set) var recalls: [Int: [[Int]]] = [:]
  /// Whether a call in it that was stopped is written out so that it stops there again.
  public internal(set) var isStopKnown = false
  /// Which names in it are variables, and the other findings that printing it needs.
  let facts: Facts
  /// For each mention of another cell's value, the statement that made it.
  var cellMakers: [Int?: Int] = [:]
}

/// A place in a loop or in a branch: the rounds that are finished, and the statement of its body that runs in the round after them.
struct LoopPlace: Sendable, Equatable {
  var rounds = 0
  var statement = 0
  /// Where the body is a branch's, which of them it is.
  var branch: Int?
}

/// A name's value and where it came from.
public struct Binding: Sendable {
  public let value: Value
  /// What the checker knows of it.
  public let known: StaticValue
  /// The statement that made it, as an index into the interpreter's record.
  public let maker: Int
  /// The folder where the paths in it start: that of the file in which they are written.
  let folder: String
}

extension ExecutedStatement {
  /// The statements whose cells' values this one mentions.
  public var makersOfCells: [Int] { cellMakers.values.sorted() }

  /// The statement that made the value of `_` (nil) or `_3` as this one mentions it.
  public func maker(ofCell number: Int?) -> Int? { cellMakers[number] }

  /// Whether it shows something that is worth seeing again, by itself or in the body of a loop.
  public func isShownAgain(_ vocabulary: Vocabulary) -> Bool { statement.isShownAgain(facts, vocabulary) }

  /// Names that it mentions outside verbs.
  public var mentionedNames: [String] { statement.mentions.names }

  /// Whether the statement does more than name what is written: whether it calls a verb, or takes a value apart.
  public var isWork: Bool { statement.expressions.contains { $0.isWork(facts) } }

  /// The folder where a path starts that is written in it, or in a file from which it has it.
  public func folder(of path: String) -> String { textFolders[path] ?? readingFolder }

  /// Whether it is a loop of which only some rounds were finished.
  public var isCutShort: Bool { !finishedRounds.isEmpty }

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

extension Statement {
  fileprivate func isShownAgain(_ facts: Facts, _ vocabulary: Vocabulary) -> Bool {
    switch kind {
    case .expression(let value):
      switch value.ungrouped.kind {
      case .call(let call): vocabulary.verbs[call.verb.text]?.isShownAgain == true
      case .name(let name):
        !facts.variables.contains(value.id) && vocabulary.verbs[name]?.isShownAgain == true
      default: false
      }
    case .loop, .branch: bodies.joined().contains { $0.isShownAgain(facts, vocabulary) }
    case .parameter, .seed, .include, .assignment, .invalid: false
    }
  }
}
