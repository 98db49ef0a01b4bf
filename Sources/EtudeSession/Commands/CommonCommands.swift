extension SessionCommand {
  /// Whether a cell is a command to the session.
  public static func isCommand(_ text: String) -> Bool { text.first { !$0.isWhitespace } == "." }

  /// The commands that there are wherever a session is, in the order in which help lists them.
  public static let common: [SessionCommand] = [
    help, history, variables, forget, reset, refresh, time, runs, open, list, changeFolder,
  ]
}
