import EtudeCore

/// A call of a verb with its arguments, each operand and option under its declared name.
public struct Call: Sendable {
  public let verb: Verb
  /// Values by operand name; for `Arity.many` a `.list`.
  public let operands: [String: Value]
  /// Values by option label, standards filled in; absent options without a standard are missing.
  public let options: [String: Value]
  public let environment: Environment
  /// The statement as the user wrote it, for `result.statement`.
  public let statement: String

  public init(
    verb: Verb, operands: [String: Value], options: [String: Value], environment: Environment,
    statement: String
  ) {
    self.verb = verb
    self.operands = operands
    self.options = options
    self.environment = environment
    self.statement = statement
  }

  /// An operand as an object of a given Swift type.
  public func object<Object: ObjectValue>(_ name: String, as type: Object.Type = Object.self) throws -> Object
  {
    guard case .object(let value)? = operands[name] ?? options[name], let object = value as? Object else {
      throw Failure("'\(verb.name)' got no \(name)")
    }
    return object
  }

  /// An option that is a number, a share or a quantity, in base units; nil if absent.
  public func number(_ label: String) -> Double? {
    (options[label] ?? operands[label])?.magnitude
  }

  /// A whole number; nil if absent, or beyond what an `Int` holds.
  public func integer(_ label: String) -> Int? { number(label).flatMap { Int(exactly: $0.rounded()) } }

  public func text(_ label: String) -> String? {
    if case .text(let text)? = options[label] ?? operands[label] { text } else { nil }
  }

  public func flag(_ label: String) -> Bool {
    if case .flag(true)? = options[label] { true } else { false }
  }

  public func list(_ name: String) -> ListValue? {
    if case .list(let list)? = options[name] ?? operands[name] { list } else { nil }
  }
}

/// What is known of a call before anything runs.
public struct StaticCall: Sendable {
  public let verb: Verb
  public let operands: [String: StaticValue]
  /// Standards filled in.
  public let options: [String: StaticValue]

  public init(verb: Verb, operands: [String: StaticValue], options: [String: StaticValue]) {
    self.verb = verb
    self.operands = operands
    self.options = options
  }
}

/// What is known of a value before anything runs: its type, and the value itself where it follows from the text.
public struct StaticValue: Sendable {
  public var type: ValueType
  public var known: Value?
  /// What the verb that gives it says of it beforehand, where the value itself is not known: for the rules of other
  /// verbs. The language hands it on and does not look at it.
  public var facts: (any Sendable)?

  public init(_ type: ValueType, known: Value? = nil, facts: (any Sendable)? = nil) {
    self.type = type
    self.known = known
    self.facts = facts
  }
}

/// How many items a list has whose values are not known before anything runs.
public struct ListCount: Sendable {
  public let count: Int
  init(_ count: Int) { self.count = count }

  /// Of a list, known or not; nil where it does not follow from the text.
  public init?(_ value: StaticValue?) {
    if case .list(let list)? = value?.known {
      count = list.items.count
    } else if let known = value?.facts as? ListCount {
      self = known
    } else {
      return nil
    }
  }
}

/// What a verb's body may use of the session that runs it.
public struct Environment: Sendable {
  /// The script's seed, or the call's own `seed:` (the evaluator puts it here).
  public var seed: UInt64
  /// Threads, cancellation, progress, warnings, disk cache.
  public var work: Work
  /// Where a relative path is read: the folder of the file in which the statement stands, or the current folder.
  public var readingFolder: String
  /// The folders of texts that were written in other files than the statement, by the text.
  var textFolders: [String: String] = [:]
  /// Where a relative path is written: `--out`, or the current folder.
  public var writingFolder: String
  /// Paths that this run wrote, by the path as the script names it.
  public var written: WrittenFiles
  /// The file in which runs are recorded; nil to record none.
  public var runs: String?
  /// Prints a line of results.
  public var show: @Sendable (String) -> Void
  /// Shows a value that is a picture, where the front end can (a terminal or a notebook); else does nothing.
  public var showPicture: @Sendable (any ObjectValue) -> Void

  public init(
    seed: UInt64 = 0, work: Work = Work(), readingFolder: String = ".", writingFolder: String = ".",
    written: WrittenFiles = WrittenFiles(), runs: String? = nil,
    show: @escaping @Sendable (String) -> Void = { _ in },
    showPicture: @escaping @Sendable (any ObjectValue) -> Void = { _ in }
  ) {
    self.seed = seed
    self.work = work
    self.readingFolder = readingFolder
    self.writingFolder = writingFolder
    self.written = written
    self.runs = runs
    self.show = show
    self.showPicture = showPicture
  }
}
