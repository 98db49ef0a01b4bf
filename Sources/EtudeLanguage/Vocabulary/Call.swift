import EtudeCore

/// A call of a verb with its arguments, each operand and option under its declared name.
public struct Call: Sendable {
  public let verb: Verb
  /// Values by operand name; for `Arity.many` a `.list`.
  public let operands: [String: Value]
  /// Values by option label, defaults filled in; absent options without a default are missing.
  public let options: [String: Value]
  /// What stood on both sides of the comparisons that an operand's yes or no comes from, by operand name.
  public var sides: [String: [Sides]] = [:]
  public internal(set) var environment: Environment
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
}

/// A comparison that was made: how it is written, and what stood on both sides.
public struct Sides: Sendable {
  public let text: String
  public let left: Value
  public let right: Value
  public let holds: Bool
}

/// What is known of a call before anything runs.
public struct StaticCall: Sendable {
  public let verb: Verb
  public let operands: [String: StaticValue]
  /// Defaults filled in.
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
  /// The values that it may have, where it has one of few: what the branches of an `if` bind.
  var possible: [Value] = []
  /// The types of the settings that what a sweep gives knows, where the value itself is not known.
  public var settings: [String: ValueType] = [:]

  /// Values that are followed side by side.
  static let mostPossible = 8

  /// The one value that it has, or those that it may have; nil where they are not known.
  var alternatives: [Value]? { known.map { [$0] } ?? (possible.isEmpty ? nil : possible) }

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
  /// Threads, cancellation, progress, warnings, store of results.
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
  /// Says what was done, such as which file was written; no result, and not what a quiet front end says.
  public var tell: @Sendable (String) -> Void = { _ in }
  /// Shows a value that is a picture, where the front end can (a terminal or a notebook); else does nothing.
  public var showPicture: @Sendable (any ObjectValue) -> Void
  /// Told of each value that is shown as text, with that text, in place of `show`: a session keeps the value beside it.
  public var presenter: (@Sendable (Value, String) -> Void)?
  /// Takes what a replayed session ran, to bind its names when the statement has ended; nil in a script, whose names are
  /// checked before anything runs.
  public var adopt: (@Sendable (RanStatements) -> Void)?
  /// Whether the front end lets sound be heard that is presented, so that no verb need play it on this machine.
  public var playsSound = false

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

  /// Shows an object as a text stands for it.
  public func present(_ object: any ObjectValue, as text: String) { present(.object(object), as: text) }

  /// Shows a value as a text stands for it. Of sound that is heard and not read, the text is empty.
  public func present(_ value: Value, as text: String) {
    if let presenter {
      presenter(value, text)
    } else if !text.isEmpty {
      show(text)
    }
  }
}
