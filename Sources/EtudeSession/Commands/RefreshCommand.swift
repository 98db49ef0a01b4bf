extension SessionCommand {
  static let refresh = SessionCommand(
    ".refresh", "make again, in order, what was made from values that have changed"
  ) { host, _ in
    let refresh = Refresh(host.session)
    if refresh.next() == nil { host.show("no value is stale") }
    while let text = refresh.next() {
      host.echo(text)
      let outcome = host.evaluate { refresh.execute() }
      guard case .done = outcome else { return outcome }
    }
    return .done
  }
}
