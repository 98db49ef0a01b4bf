import EtudeCore
import EtudeLanguage
import Glibc
import Synchronization

/// Cells and scripts, run one after another over the same names.
///
/// It belongs to one thread at a time. It writes nothing itself: results go to `environment.show` and `showPicture`,
/// errors and warnings to `report`.
public final class Session {
  public let interpreter: Interpreter
  /// What verbs may use. A script's reading folder is set while it runs.
  public var environment: Environment
  /// Takes errors and warnings about the text and the run; for standard error.
  public var report: @Sendable (Diagnostic) -> Void
  /// Whether the front end shows pictures; where it does not, a script that shows one is warned.
  public var showsPictures = true
  /// Whether help is shown as it is answered; a front end with pages of its own shows it itself.
  public var showsHelp = true
  /// The cells that have ended.
  public internal(set) var cells: [Cell] = []
  /// The script that is running, by its name in messages.
  var script: String?
  private let predefined: PredefinedSession
  private let firstSeed: UInt64
  private var recorder: RunRecorder?
  /// Whether it has been said that pictures are not shown: once is enough.
  private var hasWarnedOfPictures = false

  /// - Parameters:
  ///   - vocabulary: verbs and kinds; the kind `session` is added to them.
  ///   - seed: the command line's seed, over which `seed` statements have no say; nil if it gives none.
  public init(
    vocabulary: Vocabulary, environment: Environment = Environment(), seed: UInt64? = nil,
    report: @escaping @Sendable (Diagnostic) -> Void = { _ in }
  ) {
    let whole = Vocabulary(
      verbs: vocabulary.verbs.values.map { $0 },
      kinds: vocabulary.kinds.values.map { $0 } + SessionValue.declarations,
      hints: vocabulary.hints, predefined: vocabulary.predefined, elsewhere: vocabulary.elsewhere,
      guide: vocabulary.guide, engine: vocabulary.engine)
    let predefined = PredefinedSession()
    self.environment = environment
    self.report = report
    self.predefined = predefined
    interpreter = Interpreter(
      vocabulary: whole,
      predefined: [
        "session": (
          .kind(SessionValue.kind),
          { predefined.session.map { .object(SessionValue($0.record)) } ?? .nothing }
        )
      ])
    interpreter.cancellation = environment.work.cancellation
    firstSeed = seed ?? environment.seed
    interpreter.seed = firstSeed
    interpreter.seedIsFixed = seed != nil
    predefined.session = self
    if let runs = environment.runs, environment.work.share == nil {
      let work = environment.work
      recorder = RunRecorder(RunFile(runs, warn: { work.warn($0) })) { [unowned self] in record }
      interpreter.recorder = recorder
    }
  }

  public var vocabulary: Vocabulary { interpreter.vocabulary }

  /// The number of the cell to come.
  public var promptNumber: Int { (cells.last { $0.number != nil }?.number ?? 0) + 1 }

  /// Forgets all that has run: names, cells, the record. The seed is the one that the session began with.
  public func reset() {
    interpreter.reset(seed: firstSeed)
    cells = []
  }

  /// Forgets a name and its value.
  public func forget(_ name: String) throws {
    guard interpreter.forget(name) else {
      let near = Suggestion.nearest(to: name, among: interpreter.bindings.keys)
      throw Failure(
        "no name '\(name)' is bound", fix: near.map { "did you mean '\($0)'?" } ?? ".vars lists them")
    }
  }

  /// The session as it is now.
  public var record: SessionRecord {
    SessionRecord(
      vocabulary: vocabulary, cells: cells, statements: interpreter.record, bindings: interpreter.bindings,
      runs: environment.runs, script: script, threads: environment.work.threads)
  }

  /// Runs a cell: checks it, runs it, reports what is wrong. The session lives on whatever happens.
  ///
  /// Help and comments take no number.
  ///
  /// - Parameter isKept: whether it takes a number and is kept among the cells; what it binds stays in any case.
  @discardableResult
  public func execute(_ text: String, isKept: Bool = true) -> Cell {
    if let help = HelpRequest(text) {
      let answer = Help.text(for: help, in: interpreter)
      if showsHelp { environment.show(answer) }
      var cell = Cell(number: nil, source: text, kind: .help)
      cell.outputs = [.text(answer)]
      cells.append(cell)
      return cell
    }
    let name = "[\(promptNumber)]"
    return run(cell: text, isKept: isKept) {
      try interpreter.check(SourceText(name: name, text: text), mode: .cell, read: readInclude)
    }
  }

  /// Keeps a cell that was given up before it ran.
  public func abandon(_ text: String) {
    guard !text.allSatisfy(\.isWhitespace) else { return }
    cells.append(Cell(number: nil, source: text, kind: .abandoned))
  }

  /// Runs a cell whose program `check` gives, or reports why there is none.
  func run(cell text: String, isKept: Bool = true, _ check: () throws -> Program) -> Cell {
    let number = isKept ? promptNumber : nil
    let log = OutputLog(environment, report)
    let started = SteadyClock.seconds()
    let statements = interpreter.record.count
    let adopted = Mutex<[RanStatements]>([])
    var runsNothing = false
    var exitStatus = ProgramExit.done
    environment.work.cancellation.clear()
    do {
      let program = try check()
      runsNothing = program.count == 0
      program.warnings.forEach(log.report)
      // Ctrl-C while a long text was checked.
      try environment.work.checkCancelled()
      var environment = log.environment
      environment.adopt = { ran in adopted.withLock { $0.append(ran) } }
      try interpreter.run(program, in: environment, cell: number)
    } catch {
      exitStatus = log.report(error)
    }
    var cell = Cell(number: runsNothing ? nil : number, source: text, kind: runsNothing ? .prose : .code)
    cell.exitStatus = exitStatus
    if interpreter.record.count > statements { cell.value = interpreter.record.last?.value }
    cell.leftSomething = interpreter.record[statements...].contains {
      !$0.bound.isEmpty || !$0.written.isEmpty
    }
    cell.stale = staleNames(mentionedBy: interpreter.record[statements...])
    for ran in adopted.withLock({ $0 }) { interpreter.adopt(ran) }
    cell.outputs = log.outputs
    cell.seconds = SteadyClock.seconds() - started
    if isKept, !text.allSatisfy(\.isWhitespace) { cells.append(cell) }
    return cell
  }

  /// Warns of the first picture that nobody sees since it goes to no file. No cell keeps the warning: an export shows
  /// the picture.
  func warnOfUnseenPicture(_ executed: ExecutedStatement, _ outputs: [CellOutput]) {
    let isPicture = outputs.contains {
      if case .picture(let picture) = $0 { !picture.isInFile } else { false }
    }
    guard isPicture, !showsPictures, !hasWarnedOfPictures else { return }
    hasWarnedOfPictures = true
    report(
      Diagnostic(
        .warning, at: executed.span, "this picture is shown in a terminal only",
        fix: "to keep it, write to: \"name.png\""))
  }

  /// Opens a file that a cell includes: relative to the session's folder.
  private func readInclude(_ path: String) throws -> SourceText {
    try SourceText.read(place(of: path))
  }
}

/// The way from the predefined name back to the session that it stands for.
private final class PredefinedSession {
  weak var session: Session?
}
