extension SessionCommand {
  /// Runs a script statement by statement, each as a cell, until one fails.
  static let open = SessionCommand(
    ".open", "run a script here, its values stay", takes: .required(.file), examples: [".open lab.etude"]
  ) { host, path in
    guard let opened = host.session.open(file: path) else { return .failed }
    for cell in opened.cells {
      host.echo(cell.source)
      let outcome = host.evaluate { host.session.execute(cell) }
      guard case .done = outcome else { return outcome }
    }
    return .done
  }
}
