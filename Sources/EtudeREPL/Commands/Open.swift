extension SessionCommand {
  /// Runs a script statement by statement, each as a cell, until one fails.
  static let open = SessionCommand(
    ".open", "run a script here, its values stay", takes: .required(.file), examples: [".open lab.etude"]
  ) { repl, path in
    for opened in repl.session.open(file: path)?.cells ?? [] {
      repl.echo(opened.source)
      var failed = false
      let outcome = repl.evaluate {
        let cell = repl.session.execute(opened)
        failed = cell.exitStatus != .done
        return cell
      }
      guard case .done = outcome, !failed else { return outcome }
    }
    return .done
  }
}
