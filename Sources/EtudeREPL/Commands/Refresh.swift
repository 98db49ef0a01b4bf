import EtudeSession

extension SessionCommand {
  static let refresh = SessionCommand(
    ".refresh", "make again, in order, what was made from values that have changed"
  ) { repl, _ in
    let refresh = Refresh(repl.session)
    if refresh.next() == nil { repl.screen.show("no value is stale") }
    while let text = refresh.next() {
      repl.echo(text)
      var failed = false
      let outcome = repl.evaluate {
        let cell = refresh.execute()
        failed = cell?.exitStatus != .done
        return cell
      }
      guard case .done = outcome, !failed else { return outcome }
    }
    return .done
  }
}
