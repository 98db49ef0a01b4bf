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

  /// Starts `etude` with a terminal of 100 columns for all three of its streams.
  init(_ arguments: [String] = [], state: String, environment extra: [String] = []) throws {
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
    var window = winsize(ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
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

  /// The lines that a terminal without end would show, none of them wrapped.
  var lines: [String] {
    var lines: [[Character]] = [[]]
    var column = 0
    var rest = Array(transcript.unicodeScalars)[...]
    func write(_ character: Character) {
      let last = lines.count - 1
      while lines[last].count <= column { lines[last].append(" ") }
      lines[last][column] = character
      column += 1
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n":
        lines.append([])
        column = 0
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}": break
      case "\u{1B}":
        rest = rest.dropFirst()
        let digits = rest.prefix { !(0x40...0x7E).contains($0.value) }
        let count = Int(String(String.UnicodeScalarView(digits))) ?? 1
        rest = rest.dropFirst(digits.count)
        let last = lines.count - 1
        switch rest.popFirst() {
        case "C": column += count
        case "D": column = max(0, column - count)
        case "K": lines[last].removeLast(max(0, lines[last].count - column))
        case "@":
          lines[last].insert(
            contentsOf: repeatElement(" ", count: count), at: min(column, lines[last].count))
        case "P":
          lines[last].removeSubrange(min(column, lines[last].count)..<min(column + count, lines[last].count))
        default: break
        }
      default: write(Character(scalar))
      }
    }
    return lines.map { String($0) }
  }

  private static func end(of wanted: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count - start >= wanted.count else { return nil }
    return (start...(bytes.count - wanted.count)).first {
      bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
    .map { $0 + wanted.count }
  }
}
