extension SessionCommand {
  static let reset = SessionCommand(
    ".reset", "forget all names and cells; asks once where a fitted network is in no file"
  ) { repl, _ in
    guard repl.mayLose(before: ".reset") else { return .done }
    repl.session.reset()
    repl.screen.show("nothing is bound any more")
    return .done
  }
}
