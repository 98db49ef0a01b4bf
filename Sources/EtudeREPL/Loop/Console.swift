import EtudeCore
import EtudeLanguage
import EtudeLessons
import EtudePictures
import EtudeSession
import Glibc
import Synchronization

/// A session between a terminal or pipes: what every form of the command line shares.
///
/// Results go to standard output, messages and bars to standard error. An exit code is that of the work, unless the
/// results could not be written, which is 70.
public final class Console {
  /// What the command line says of a session.
  public struct Settings: Sendable {
    /// The command line's seed, over which `seed` statements have no say.
    public var seed: UInt64?
    /// Where relative paths are written.
    public var writingFolder = "."
    /// No bars and no warnings.
    public var isQuiet = false
    /// For who has it read aloud: lines of text alone.
    public var isPlain = false
    public var pictures = PictureChoice.standard
    /// Processor threads; nil for all of them.
    public var threads: Int?
    /// The file in which runs are recorded; nil to record none.
    public var runs: String?
    /// Whether what is stored is passed over.
    public var isFresh = false
    /// Which part of the run is done here; nil for all of it.
    public var share: PieceShare?

    public init() {}
  }

  /// Processors of this machine.
  public static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private let screen: Screen
  private let signals: Signals
  private let session: Session

  /// - Parameter picture: the picture that a value is and that is to be looked at; nil for any other.
  public init(
    vocabulary: Vocabulary, settings: Settings, picture: @escaping @Sendable (any ObjectValue) -> Picture?
  ) throws {
    let cancellation = Cancellation()
    // Work whose results nobody can read is stopped.
    let screen = Screen(
      isQuiet: settings.isQuiet, isPlain: settings.isPlain, pictures: settings.pictures,
      onFailure: { cancellation.request() })
    self.screen = screen
    signals = try Signals(cancellation: cancellation, restore: { screen.clear() })
    var environment = Environment(
      work: Work(
        threads: settings.threads ?? Self.processors, cancellation: cancellation,
        store: .standard(isFresh: settings.isFresh), share: settings.share, listener: { screen.take($0) }),
      writingFolder: settings.writingFolder, runs: settings.runs, show: { screen.show($0) },
      showPicture: { object in
        if Terminal.isTerminal(1), let picture = picture(object) {
          screen.show(picture, summary: object.summary)
        }
      })
    environment.tell = { screen.tell($0) }
    environment.presenter = { value, text in if !text.isEmpty { screen.show(value, as: text) } }
    session = Session(
      vocabulary: vocabulary, environment: environment, seed: settings.seed,
      report: { diagnostic in
        // Work stopped because its results cannot be written was not interrupted by anyone.
        if screen.output.failure == nil || diagnostic.exitStatus != .interrupted { screen.report(diagnostic) }
      })
    session.showsPictures = Terminal.isTerminal(1)
  }

  /// The REPL in a terminal.
  public func repl() -> ProgramExit {
    let status = Repl(session: session, screen: screen, signals: signals).run()
    return finish(status)
  }

  /// A lesson: in a terminal one that asks, else printed whole.
  public func give(_ lesson: Lesson) -> ProgramExit {
    guard Terminal.isTerminal(0), Terminal.isTerminal(1) else {
      var walk = LessonWalk(lesson, in: session, with: PrintedRoom(session, screen))
      let ending = walk.run()
      return finish(ending.exitStatus(session))
    }
    let repl = Repl(session: session, screen: screen, signals: signals)
    if case .quit(let status) = repl.give(lesson) { return finish(status) }
    return finish(.done)
  }

  /// A lesson as a page and its pictures; what goes wrong is reported.
  public func page(of lesson: Lesson) throws -> (text: String, files: [(name: String, bytes: [UInt8])]) {
    try screen.working { try lesson.page(in: session) }
  }

  /// A script file with values for its params.
  public func run(script path: String, overrides: [(name: String, text: String)]) -> ProgramExit {
    finish(screen.working { session.runScript(path, overrides: overrides) })
  }

  /// Statements from the command line.
  public func run(statements: String, overrides: [(name: String, text: String)]) -> ProgramExit {
    finish(screen.working { session.runStatements(statements, overrides: overrides) })
  }

  /// Statements from standard input that is not a terminal.
  public func runStandardInput() -> ProgramExit {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(0, &buffer, buffer.count)
      if count > 0 {
        bytes.append(contentsOf: buffer[..<count])
      } else if count == 0 || errno != EINTR {
        break
      }
    }
    return finish(screen.working { session.runStatements(bytes: bytes, name: "standard input") })
  }

  /// Scripts read and checked only; the end that the first brings that is wrong.
  ///
  /// - Parameters:
  ///   - overrides: values for their params.
  ///   - json: whether what is wrong goes to standard output as JSON, for editors.
  public func check(
    scripts: [String], overrides: [(name: String, text: String)] = [], json: Bool = false
  ) -> ProgramExit {
    let found = Mutex<[Diagnostic]>([])
    if json { session.report = { diagnostic in found.withLock { $0.append(diagnostic) } } }
    let status = scripts.map { session.checkScript($0, overrides: overrides) }.first { $0 != .done } ?? .done
    if json { screen.show(Diagnostic.json(found.withLock { $0 })) }
    return finish(status)
  }

  private func finish(_ status: ProgramExit) -> ProgramExit {
    session.environment.work.store?.prune()
    return signals.ending.map(ProgramExit.ended) ?? Console.exitStatus(status, after: screen)
  }

  /// `status`, or a failure and a message if not all could be written to a screen.
  public static func exitStatus(_ status: ProgramExit, after screen: Screen) -> ProgramExit {
    guard let failure = screen.output.failure else { return status }
    // A reader that has had enough, such as `head`, is told of by the exit status alone.
    if failure != EPIPE {
      errno = failure
      screen.report(Diagnostic(systemFailure("cannot write the results"), at: nil))
    }
    return .failed
  }
}
