import EtudeCore
import EtudeLanguage

/// A command to the session itself: it starts with a dot and never enters a script.
public enum SessionCommand: Equatable, Sendable {
  case help
  case history
  case variables
  case runs
  case time(Bool)
  case open(String)
  case quit

  /// Names with their arguments and what they do, in the order in which help lists them.
  public static let summaries: [(usage: String, summary: String)] = [
    (".help", "the verbs and these commands"),
    (".history", "the cells of this session"),
    (".vars", "the names bound so far"),
    (".runs", "the latest recorded runs; run 3 gives one's result"),
    (".time on", "say how long each cell takes; .time off"),
    (".open FILE", "run a script here, its values stay"),
    (".quit", "leave; so does Ctrl-D"),
  ]

  /// The names of all commands.
  public static var names: [String] {
    summaries.map { String($0.usage.prefix { $0 != " " }) }
  }

  /// The offset of a command's argument at the end of a line; nil if the line is no such command.
  static func argumentStart(of name: String, in line: String) -> Int? {
    let blank = line.prefix(while: \.isWhitespace)
    let rest = line[blank.endIndex...]
    guard rest.hasPrefix(name + " ") else { return nil }
    let start = rest.dropFirst(name.count).firstIndex { !$0.isWhitespace } ?? rest.endIndex
    return line.utf8.distance(from: line.startIndex, to: start)
  }

  /// Reads a line that starts with a dot; a `Failure` says what there is instead.
  public init(_ line: String) throws {
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let name = words.first.map(String.init) ?? ""
    let argument = words.count > 1 ? SessionCommand.unquoted(String(words[1])) : ""
    switch name {
    case ".time":
      guard argument.isEmpty || ["on", "off"].contains(argument) else {
        throw Failure("'.time' takes on or off, not '\(argument)'", fix: "write: .time on")
      }
      self = .time(argument != "off")
      return
    case ".open":
      guard !argument.isEmpty else { throw Failure("'.open' needs a file", fix: "write: .open lab.etude") }
      self = .open(argument)
      return
    case ".help": self = .help
    case ".history": self = .history
    case ".vars": self = .variables
    case ".runs": self = .runs
    case ".quit", ".exit": self = .quit
    default:
      throw Failure("unknown command '\(name)'", fix: SessionCommand.suggestion(for: name))
    }
    guard argument.isEmpty else { throw Failure("'\(name)' takes nothing after it", fix: "write: \(name)") }
  }

  private static func suggestion(for name: String) -> String {
    let near =
      names.first { name.count > 1 && $0.hasPrefix(name) } ?? Suggestion.nearest(to: name, among: names)
    return near.map { "did you mean '\($0)'?" } ?? "there are " + names.joined(separator: " ")
  }

  private static func unquoted(_ text: String) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    if text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }
}
