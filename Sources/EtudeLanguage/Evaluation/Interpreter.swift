import EtudeCore

/// Runs checked programs one after another, and keeps what they bound.
///
/// It belongs to one thread at a time.
public final class Interpreter {
  public let vocabulary: Vocabulary
  /// Names and their values, from all programs so far.
  public internal(set) var bindings: [String: Binding] = [:]
  /// Values of cells by number.
  public internal(set) var cells: [Int: Binding] = [:]
  /// The number of the last cell that ran to its end and gave a value.
  public internal(set) var lastCell: Int?
  /// All statements that ran to their end.
  public private(set) var record: [ExecutedStatement] = []
  /// For each file that was written, by the name used, the last statement that wrote it.
  private(set) var writers: [String: Int] = [:]
  /// The seed of the statements to come.
  public var seed: UInt64 = 0
  /// Whether the command line gave the seed, so that `seed` statements have no say.
  public var seedIsFixed = false
  /// Looked at while a text is checked; nil if that is never to be stopped.
  public var cancellation: Cancellation?
  /// Told of each call of a verb that is recorded.
  public weak var recorder: (any CallRecorder)?
  /// Names whose values other parts of the run make.
  var waiting: Set<String> = []
  /// Names that are there from the start, each with what makes its value when it is asked for.
  let predefined: [String: (type: ValueType, value: () -> Value)]

  public init(vocabulary: Vocabulary, predefined: [String: (type: ValueType, value: () -> Value)] = [:]) {
    self.vocabulary = vocabulary
    self.predefined = predefined.merging(
      vocabulary.predefined.mapValues { value in (value.type, { value }) },
      uniquingKeysWith: { own, _ in own })
  }

  /// Reads and checks a text against all that is bound.
  ///
  /// - Parameters:
  ///   - overrides: params' values from the command line, each `name=text`.
  ///   - read: opens an included file by its path.
  /// - Throws: all that is wrong, in order of position, warnings included; that it was interrupted, and no more.
  public func check(
    _ source: SourceText, mode: Program.Mode = .script, overrides: [(name: String, text: String)] = [],
    read: @escaping (String) throws -> SourceText = SourceText.read
  ) throws(DiagnosticList) -> Program {
    let checker = Checker(
      vocabulary: vocabulary, mode: mode, names: bindings.mapValues(\.known),
      predefined: predefined.mapValues { StaticValue($0.type) }, cells: cells.mapValues(\.known),
      lastCell: lastCell.flatMap { cells[$0]?.known }, overrides: overrides, read: read)
    checker.cancellation = cancellation
    var statements = checker.check(source)
    if checker.isStopped {
      statements = []
      checker.discard()
      throw DiagnosticList([Diagnostic(.interrupted, at: nil)])
    }
    let diagnostics = checker.ordered
    guard !diagnostics.contains(where: { $0.severity == .error }) else { throw DiagnosticList(diagnostics) }
    return Program(statements: statements, facts: checker.facts, mode: mode, warnings: diagnostics)
  }

  /// Runs a program; what ran before a failure stays.
  ///
  /// - Parameters:
  ///   - cell: the cell's number, in cell mode.
  ///   - observer: told of each statement that ran to its end.
  /// - Throws: `LocatedFailure`.
  public func run(
    _ program: Program, in environment: Environment, cell: Int? = nil,
    observer: (ExecutedStatement) throws -> Void = { _ in }
  ) throws {
    _ = environment.written.takeNames()
    var last: ExecutedStatement?
    for statement in program.statements {
      let evaluator = Evaluator(self, program, statement, environment, cell: cell)
      let executed: ExecutedStatement
      do {
        executed = try evaluator.run()
      } catch {
        // A loop that breaks off stays as far as it came.
        if !evaluator.executed.finishedRounds.isEmpty { keep(evaluator.executed) }
        if program.mode == .script { throw error.telling(lost: statement.boundNames) }
        throw error.telling(kept: evaluator.executed.bound.keys.sorted())
      }
      keep(executed)
      last = executed
      try observer(executed)
      if environment.work.cancellation.isRequested {
        let failure = LocatedFailure(.interrupted, at: statement.span)
        let names = executed.bound.keys.sorted()
        throw program.mode == .script ? failure.telling(lost: names) : failure.telling(kept: names)
      }
    }
    if let cell, let last, let value = last.value {
      cells[cell] = Binding(
        value: value, known: StaticValue(value.type), maker: last.index, folder: last.readingFolder)
      lastCell = cell
    }
  }

  /// Forgets a name and its value; what was made from it stays. False if nothing is bound to it.
  public func forget(_ name: String) -> Bool { bindings.removeValue(forKey: name) != nil }

  /// Forgets all that has run: names, cells' values, the record. The seed is the one given.
  public func reset(seed: UInt64) {
    bindings = [:]
    cells = [:]
    lastCell = nil
    waiting = []
    record = []
    writers = [:]
    self.seed = seed
  }

  func keep(_ executed: ExecutedStatement) {
    record.append(executed)
    for name in executed.written { writers[name] = executed.index }
  }

  /// Whether a text breaks off inside a bracket or after `|`, so that the REPL asks for more.
  public static func isIncomplete(_ text: String) -> Bool { Scanner.isOpen(SourceText(name: "", text: text)) }
}
