import EtudeCore
import EtudeLanguage
import EtudePictures
import EtudeSession
import Glibc

/// A session between a terminal or pipes: what every form of the command line shares.
///
/// Results go to standard output, messages and bars to standard error. An exit code is that of the work, unless the
/// results could not be written, which is 70.
public final class FrontEnd {
  /// What the command line says of a session.
  public struct Settings: Sendable {
    /// The command line's seed, over which `seed` statements have no say.
    public var seed: UInt64?
    /// Where relative paths are written.
    public var writingFolder = "."
    /// No bars and no warnings.
    public var isQuiet = false
    /// Processor threads; nil for all of them.
    public var threads: Int?
    /// The file in which runs are recorded; nil to record none.
    public var runs: String?

    public init() {}
  }

  private let screen: Screen
  private let signals: Signals
  private let session: Session

  /// - Parameter picture: the picture that a value is and that is to be looked at; nil for any other.
  public init(
    vocabulary: Vocabulary, settings: Settings, picture: @escaping @Sendable (any ObjectValue) -> Picture?
  ) throws {
    let cancellation = Cancellation()
    // Work whose results nobody can read is stopped.
    let screen = Screen(isQuiet: settings.isQuiet, onFailure: { cancellation.request() })
    self.screen = screen
    signals = try Signals(cancellation: cancellation, restore: { screen.clear() })
    let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let environment = Environment(
      work: Work(
        threads: settings.threads ?? processors, cancellation: cancellation, cache: .standard(),
        listener: { screen.take($0) }),
      writingFolder: settings.writingFolder, runs: settings.runs, show: { screen.show($0) },
      showPicture: { object in
        if Terminal.isTerminal(1), let picture = picture(object) {
          screen.show(picture, summary: object.summary)
        }
      })
    session = Session(
      vocabulary: vocabulary, environment: environment, seed: settings.seed,
      report: { diagnostic in
        // Work stopped because its results cannot be written was not interrupted by anyone.
        if screen.output.failure == nil || diagnostic.exitCode != 130 { screen.report(diagnostic) }
      })
    session.showsPictures = Terminal.isTerminal(1)
  }

  /// The REPL in a terminal.
  public func repl() -> Int32 {
    let code = Repl(session: session, screen: screen, signals: signals).run()
    return finish(code)
  }

  /// A script file with values for its params.
  public func run(script path: String, overrides: [(name: String, text: String)]) -> Int32 {
    finish(screen.working { session.runScript(path, overrides: overrides) })
  }

  /// Statements from the command line.
  public func run(statements: String, overrides: [(name: String, text: String)]) -> Int32 {
    finish(screen.working { session.runStatements(statements, overrides: overrides) })
  }

  /// Statements from standard input that is not a terminal.
  public func runStandardInput() -> Int32 {
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

  /// Scripts read and checked only; the code of the first that is wrong.
  public func check(scripts: [String]) -> Int32 {
    finish(scripts.map { session.checkScript($0) }.first { $0 != 0 } ?? 0)
  }

  private func finish(_ code: Int32) -> Int32 {
    session.environment.work.cache?.prune()
    return signals.ending.map { 128 + $0 } ?? FrontEnd.exitCode(code, after: screen)
  }

  /// The exit code `code`, or 70 and a message if not all could be written to a screen.
  public static func exitCode(_ code: Int32, after screen: Screen) -> Int32 {
    guard let failure = screen.output.failure else { return code }
    // A reader that has had enough, such as `head`, is told of by the exit code alone.
    if failure != EPIPE {
      errno = failure
      screen.report(Diagnostic(systemFailure("cannot write the results"), at: nil))
    }
    return 70
  }
}
