import EtudeCore
import EtudeLanguage

/// A command to the session itself: it starts with a dot and never enters a script. One declaration, from which reading
/// it, completion, help and the reference page come.
public struct SessionCommand: Sendable {
  /// With its dot.
  public let name: String
  public let argument: Argument
  /// One line: what it does.
  public let summary: String
  public let examples: [String]
  /// Does it, with what follows its name.
  public let obey: @Sendable (any CommandHost, String) throws -> CommandOutcome

  /// What may follow a command on its line.
  public enum Argument: Sendable, Equatable {
    case none
    case optional(Accepted)
    case required(Accepted)

    public var accepted: Accepted? {
      switch self {
      case .none: nil
      case .optional(let accepted), .required(let accepted): accepted
      }
    }
  }

  /// What an argument is, and so what TAB offers for it.
  public enum Accepted: Sendable, Equatable {
    case file, folder
    /// A bound name; of several, one after another.
    case name
    /// A name, or the number of a cell.
    case cell
    /// Another command.
    case command
    /// One of these names.
    case named([String])
    /// Any word.
    case word
    /// One of these words, or a statement.
    case choice([String], orStatement: Bool)

    var text: String {
      switch self {
      case .file: "FILE"
      case .folder: "FOLDER"
      case .name: "NAME"
      case .cell: "CELL"
      case .command: "COMMAND"
      case .named: "NAME"
      case .word: "WORD"
      case .choice(let words, let orStatement):
        words.joined(separator: "|") + (orStatement ? "|STATEMENT" : "")
      }
    }
  }

  public init(
    _ name: String, _ summary: String, takes argument: Argument = .none, examples: [String] = [],
    obey: @escaping @Sendable (any CommandHost, String) throws -> CommandOutcome
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.examples = examples
    self.obey = obey
  }

  /// The name with what follows it: `.open FILE`, `.ls [FOLDER]`.
  public var usage: String {
    switch argument {
    case .none: name
    case .optional(let accepted): "\(name) [\(accepted.text)]"
    case .required(let accepted): "\(name) \(accepted.text)"
    }
  }
}

extension SessionCommand {
  /// Reads a line that starts with a dot: the command and its argument; a `Failure` says what there is instead.
  public static func read(_ line: String, among all: [SessionCommand]) throws -> (
    command: SessionCommand, argument: String
  ) {
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let name = words.first.map(String.init) ?? ""
    let argument = words.count > 1 ? unquoted(String(words[1])) : ""
    guard let command = all.first(where: { $0.name == name }) else {
      throw Failure("unknown command '\(name)'", fix: suggestion(for: name, among: all.map(\.name)))
    }
    switch command.argument {
    case .none where !argument.isEmpty:
      throw Failure("'\(name)' takes nothing after it", fix: "write: \(name)")
    case .required where argument.isEmpty:
      throw Failure(
        "'\(name)' needs \(command.needs)", fix: "write: \(command.examples.first ?? command.usage)")
    default: return (command, argument)
    }
  }

  private var needs: String {
    switch argument.accepted {
    case .file?: "a file"
    case .folder?: "a folder"
    case .name?: "a name"
    case .cell?: "a cell"
    default: "something after it"
    }
  }

  private static func suggestion(for name: String, among names: [String]) -> String {
    let near =
      names.first { name.count > 1 && $0.hasPrefix(name) } ?? Suggestion.nearest(to: name, among: names)
    return near.map { "did you mean '\($0)'?" } ?? "there are " + names.joined(separator: " ")
  }

  private static func unquoted(_ text: String) -> String {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    if text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote,
      !text.dropFirst().dropLast().contains(quote)
    {
      return String(text.dropFirst().dropLast())
    }
    return String(text)
  }
}
