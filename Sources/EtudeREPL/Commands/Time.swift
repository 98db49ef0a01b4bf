extension SessionCommand {
  static let time = SessionCommand(
    ".time", "say how long each cell takes, or this statement alone",
    takes: .optional(.choice(["on", "off"], orStatement: true)), examples: [".time on", ".time fit net mels"]
  ) { repl, argument in
    switch argument {
    case "", "on": repl.tellsTime = true
    case "off": repl.tellsTime = false
    default:
      let before = repl.tellsTime
      repl.tellsTime = true
      defer { repl.tellsTime = before }
      return repl.evaluate { repl.session.execute(argument) }
    }
    return .done
  }
}
