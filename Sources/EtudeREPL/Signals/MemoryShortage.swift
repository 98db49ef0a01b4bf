import EtudeLanguage
import Glibc

/// The end of a program that cannot have the memory that it asks for.
///
/// Most of what is large is asked for in a way that gives an error. Swift's own arrays, C++'s `new` and GLib instead end the
/// program by a signal that does not say why, and oneDNN reads through the null that it was given. Where memory was short
/// then, this says so, and the exit code is that of any other work that failed.
public enum MemoryShortage {
  /// Takes the signals by which a program is ended from within.
  public static func watch() {
    for number in [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in MemoryShortage.endIfShort(errno) }
      // Once: where memory was not short, the signal comes again and ends the program as it would have.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
  }

  /// Calls nothing that a signal handler may not.
  private static func endIfShort(_ code: Int32) {
    let probe = mmap(nil, 16 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if code != ENOMEM && probe != MAP_FAILED { return }
    let message: StaticString =
      "error: not enough memory: allow more (ulimit -v), or use shorter or fewer items, or --threads 1\n"
    _ = write(2, message.utf8Start, message.utf8CodeUnitCount)
    _exit(ProgramExit.failed.rawValue)
  }
}
