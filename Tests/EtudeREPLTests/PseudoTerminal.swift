import EtudeCore
import EtudeSession
import Glibc
import Testing

/// The built program in a pseudo-terminal, typed at and read as a student does.
final class PseudoTerminal {
  private let master: Int32
  private let process: pid_t
  /// All that the program has written so far.
  private(set) var transcript = ""
  private var bytes: [UInt8] = []
  /// The text among what was written: without control sequences and carriage returns.
  private var shown: [UInt8] = []
  private var mark = 0

  private let columns: Int
  private let rows: Int
  /// A folder that is the test's own, where it made none.
  private let folder: TemporaryFolder?

  /// `etude` in a folder of its own, at its first prompt.
  static func atPrompt(
    _ arguments: [String] = [], environment: [String] = [], columns: Int = 100, rows: Int = 40
  ) throws -> PseudoTerminal {
    let folder = try TemporaryFolder()
    let terminal = try PseudoTerminal(
      arguments, state: folder.path, environment: environment, columns: columns, rows: rows, folder: folder)
    try terminal.expect("[1] ›")
    return terminal
  }

  /// Starts `etude` with a terminal for all three of its streams.
  init(
    _ arguments: [String] = [], state: String, environment extra: [String] = [], columns: Int = 100,
    rows: Int = 40, folder: TemporaryFolder? = nil
  ) throws {
    self.columns = columns
    self.rows = rows
    self.folder = folder
    // What posix_openpt, unlockpt and ptsname do, which Glibc's module does not show.
    let unlock: UInt = 0x4004_5431
    let askNumber: UInt = 0x8004_5430
    var locked: Int32 = 0
    var number: Int32 = 0
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, askNumber, &number) == 0 else {
      throw systemFailure("cannot make a pseudo-terminal")
    }
    let name = "/dev/pts/\(number)"
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
    // A session of its own whose first opened terminal becomes its own: no fork is needed.
    let isNamed = extra.contains { $0.hasPrefix("TERM=") }
    process = try Program.start(
      arguments, state: state, environment: isNamed ? extra : extra + ["TERM=xterm"],
      terminal: name)
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(master)
  }

  /// Types text; `\n` is the Enter key.
  func type(_ text: String) {
    let keys = Array(text.utf8).map { $0 == 10 ? 13 : $0 }
    _ = write(master, keys, keys.count)
  }

  /// Pastes text as a terminal does that brackets what is pasted.
  func paste(_ text: String) { type("\u{1B}[200~" + text + "\u{1B}[201~") }

  /// Types lines one by one, each when a prompt stands there, and expects what belongs to it.
  func type(_ lines: [(line: String, answer: String)]) throws {
    for (line, answer) in lines {
      type(line + "\n")
      try expect(answer)
      try expect("›")
    }
  }

  /// Gives the window another size.
  func resize(columns: Int, rows: Int) {
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &window)
  }

  /// Types Ctrl-C at a line and waits for the prompt after it. What is typed before the terminal has shown the Ctrl-C is
  /// lost, as a prompt that stands there already would let a test do: lists of completions are followed by one.
  func dropLine() throws {
    type("\u{3}")
    try expect("^C\n")
    try expect("›")
  }

  /// Waits until `text` has been written since the last text waited for.
  ///
  /// - Returns: what was written until then, this text included.
  @discardableResult
  func expect(_ text: String, within seconds: Double = 20, at place: SourceLocation = #_sourceLocation)
    throws -> String
  {
    let wanted = Array(text.utf8)
    let deadline = SteadyClock.seconds() + seconds
    while true {
      if let end = Self.end(of: wanted, in: shown, from: mark) {
        defer { mark = end }
        return String(decoding: shown[mark..<end], as: UTF8.self)
      }
      guard SteadyClock.seconds() < deadline, readSome(until: deadline) else { break }
    }
    let seen = String(decoding: shown[mark...], as: UTF8.self)
    Issue.record("'\(text)' did not come; there came: \(seen.debugDescription)", sourceLocation: place)
    throw Failure("'\(text)' did not come")
  }

  /// Waits until the program ends; its exit code, or 128 and the number of the signal that ended it.
  func end(within seconds: Double = 20) -> Int32? {
    let deadline = SteadyClock.seconds() + seconds
    var status: Int32 = 0
    while SteadyClock.seconds() < deadline {
      _ = readSome(until: SteadyClock.seconds() + 0.02)
      if waitpid(process, &status, WNOHANG) == process { return Program.code(of: status) }
      usleep(5000)
    }
    return nil
  }

  /// Sends a signal to the program.
  func send(_ signal: Int32) { kill(process, signal) }

  private func readSome(until deadline: Double) -> Bool {
    var source = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let wait = Int32(max(1, (deadline - SteadyClock.seconds()) * 1000))
    guard poll(&source, 1, wait) > 0 else { return SteadyClock.seconds() < deadline }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    bytes.append(contentsOf: buffer[..<count])
    transcript = String(decoding: bytes, as: UTF8.self)
    shown = Self.text(in: bytes)
    return true
  }

  /// Bytes without control sequences (`ESC [ … letter`), carriage returns and bells; one that has not ended is left out
  /// with all that follows.
  private static func text(in bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x1B {
        guard let end = bytes[index...].dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
          return text
        }
        index = end
      } else if bytes[index] != 0x0D && bytes[index] != 0x07 {
        text.append(bytes[index])
      }
      index += 1
    }
    return text
  }

  /// What the terminal shows, with what has scrolled away.
  var screen: TerminalScreen {
    var screen = TerminalScreen(columns: columns, rows: rows)
    screen.write(transcript)
    return screen
  }

  private static func end(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count - start >= wanted.count else { return nil }
    return (start...(bytes.count - wanted.count)).first {
      bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
    .map { $0 + wanted.count }
  }
}
