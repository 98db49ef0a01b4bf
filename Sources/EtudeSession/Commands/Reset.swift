extension SessionCommand {
  static let reset = SessionCommand(
    ".reset", "forget all names and cells; asks once where a fitted network is in no file"
  ) { host, _ in
    guard host.mayLose(before: ".reset") else { return .done }
    host.session.reset()
    host.show("nothing is bound any more")
    return .done
  }
}
