import EtudeCore
import EtudeLanguage
import Glibc

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
  /// The cells that have ended.
  public internal(set) var cells: [Cell] = []
  /// The script that is running, by its name in messages.
  var script: String?
  private let predefined: PredefinedSession
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
      kinds: vocabulary.kinds.values.map { $0 } + [SessionValue.declaration],
      habits: vocabulary.habits, predefined: vocabulary.predefined, elsewhere: vocabulary.elsewhere)
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
    interpreter.seed = seed ?? environment.seed
    interpreter.seedIsFixed = seed != nil
    predefined.session = self
    if let runs = environment.runs {
      let work = environment.work
      recorder = RunRecorder(RunFile(runs, warn: { work.warn($0) })) { [unowned self] in record }
      interpreter.recorder = recorder
    }
  }

  public var vocabulary: Vocabulary { interpreter.vocabulary }

  /// The number of the cell to come.
  public var promptNumber: Int { (cells.last { $0.number != nil }?.number ?? 0) + 1 }

  /// The session as it is now.
  public var record: SessionRecord {
    SessionRecord(
      vocabulary: vocabulary, cells: cells, statements: interpreter.record, bindings: interpreter.bindings,
      runs: environment.runs, script: script)
  }

  /// Runs a cell: checks it, runs it, reports what is wrong. The session lives on whatever happens.
  ///
  /// Help and comments take no number; help is not kept among the cells.
  @discardableResult
  public func execute(_ text: String) -> Cell {
    if let help = HelpRequest(text) {
      environment.show(Help.text(for: help, vocabulary: vocabulary))
      return Cell(number: nil, source: text)
    }
    let name = "[\(promptNumber)]"
    return run(cell: text) {
      try interpreter.check(SourceText(name: name, text: text), mode: .cell, read: readInclude)
    }
  }

  /// Runs a cell whose program `check` gives, or reports why there is none.
  func run(cell text: String, _ check: () throws -> Program) -> Cell {
    let number = promptNumber
    let log = OutputLog(environment, report)
    let started = Self.now()
    let statements = interpreter.record.count
    var runsNothing = false
    var exitCode: Int32 = 0
    environment.work.cancellation.clear()
    do {
      let program = try check()
      runsNothing = program.count == 0
      program.warnings.forEach(log.report)
      // Ctrl-C while a long text was checked.
      try environment.work.checkCancelled()
      try interpreter.run(program, in: log.environment, cell: number)
    } catch {
      exitCode = log.report(error)
    }
    var cell = Cell(number: runsNothing ? nil : number, source: text)
    cell.exitCode = exitCode
    if interpreter.record.count > statements { cell.value = interpreter.record.last?.value }
    cell.outputs = log.outputs
    cell.seconds = Self.now() - started
    if !text.allSatisfy(\.isWhitespace) { cells.append(cell) }
    return cell
  }

  /// Warns of the first picture that nobody sees since it goes to no file. No cell keeps the warning: an export shows
  /// the picture.
  func warnOfUnseenPicture(_ executed: ExecutedStatement, _ outputs: [CellOutput]) {
    let isPicture = outputs.contains { if case .picture = $0 { true } else { false } }
    guard isPicture, !showsPictures, !hasWarnedOfPictures else { return }
    hasWarnedOfPictures = true
    report(
      Diagnostic(
        .warning, at: executed.span, "this picture is shown in a terminal only",
        fix: "to keep it, write to: \"name.png\""))
  }

  /// Opens a file that a cell includes: relative to the current folder.
  private func readInclude(_ path: String) throws -> SourceText { try SourceText.read(path) }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// The way from the predefined name back to the session that it stands for.
private final class PredefinedSession {
  weak var session: Session?
}
