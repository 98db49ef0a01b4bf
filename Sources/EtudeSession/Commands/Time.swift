extension SessionCommand {
  static let time = SessionCommand(
    ".time", "say how long each cell takes, or this statement alone",
    takes: .optional(.choice(["on", "off"], orStatement: true)), examples: [".time on", ".time fit net mels"]
  ) { host, argument in
    switch argument {
    case "", "on": host.showsTime = true
    case "off": host.showsTime = false
    default:
      let before = host.showsTime
      host.showsTime = true
      defer { host.showsTime = before }
      return host.evaluate { host.session.execute(argument) }
    }
    return .done
  }
}
