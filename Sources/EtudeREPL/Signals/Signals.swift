import EtudeCore
import EtudeLanguage
import Glibc
import Synchronization

/// Ctrl-C and its relatives, taken by a thread of their own.
///
/// While a line is edited, a signal wakes the line reader through a pipe; while work runs, Ctrl-C sets the
/// work's `Cancellation`. All other threads have these signals blocked, since they inherit the mask that
/// `block()` sets before any of them starts.
public final class Signals: Sendable {
  /// What the line reader is woken for.
  public enum Wake: UInt8, Sendable {
    case interrupt = 1
    case resize, suspend, end
  }

  /// Set while work runs and Ctrl-C is pressed.
  public let cancellation: Cancellation
  /// Readable when the line reader is woken.
  public let wakeDescriptor: Int32
  private let wakeEntrance: Int32
  private let isEditing = Atomic<Bool>(false)
  private let endingSignal = Atomic<Int32>(0)

  /// Blocks the signals that the signal thread takes and ignores closed pipes. Call it before any thread starts.
  public static func block() {
    signal(SIGPIPE, SIG_IGN)
    var set = Signals.set
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  private static var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP] where !isIgnored(number) {
      sigaddset(&set, number)
    }
    return set
  }

  /// Whether the program was started with a signal ignored, as by `nohup` or in a script's background.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Starts the signal thread. `restore` puts the terminal right when the program is ended in the middle of work.
  /// - Throws: `Failure` if the system gives no pipe or no thread.
  public init(cancellation: Cancellation, restore: @escaping @Sendable () -> Void = {}) throws {
    self.cancellation = cancellation
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw systemFailure("cannot make a pipe") }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wakeDescriptor = ends[0]
    wakeEntrance = ends[1]
    try startThread { [self] in
      var set = Signals.set
      while true {
        var number: Int32 = 0
        if sigwait(&set, &number) == 0 { take(number, restore: restore) }
      }
    }
  }

  /// The signal that asked the program to end: SIGTERM or SIGHUP; nil if none did.
  public var ending: Int32? {
    let number = endingSignal.load(ordering: .acquiring)
    return number == 0 ? nil : number
  }

  /// Says that a line is being edited while `body` runs: signals wake the reader instead of stopping work.
  public func editing<Value>(_ body: () throws -> Value) rethrows -> Value {
    isEditing.store(true, ordering: .sequentiallyConsistent)
    defer { isEditing.store(false, ordering: .sequentiallyConsistent) }
    if ending != nil { wake(.end) }
    return try body()
  }

  /// The reasons for which the reader was woken since it last asked.
  public func wakes() -> [Wake] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(wakeDescriptor, &bytes, bytes.count)
    return count > 0 ? bytes[..<count].compactMap(Wake.init) : []
  }

  /// Stops the program as Ctrl-Z does, until the shell continues it.
  static func suspend() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGTSTP)
    raise(SIGTSTP)
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  private func take(_ number: Int32, restore: @Sendable () -> Void) {
    let editing = isEditing.load(ordering: .sequentiallyConsistent)
    switch number {
    case SIGINT: if editing { wake(.interrupt) } else { cancellation.request() }
    case SIGWINCH: if editing { wake(.resize) }
    case SIGTSTP: if editing { wake(.suspend) } else { Signals.suspend() }
    default: end(number, editing: editing, restore: restore)
    }
  }

  /// Asks the program to end; work that does not stop within a second is ended with it.
  private func end(_ number: Int32, editing: Bool, restore: @Sendable () -> Void) {
    endingSignal.store(number, ordering: .releasing)
    cancellation.request()
    if editing { wake(.end) }
    sleep(1)
    restore()
    _exit(ProgramExit.ended(by: number).rawValue)
  }

  private func wake(_ reason: Wake) {
    var byte = reason.rawValue
    _ = write(wakeEntrance, &byte, 1)
  }
}
