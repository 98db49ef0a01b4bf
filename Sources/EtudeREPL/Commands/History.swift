extension SessionCommand {
  static let history = SessionCommand(".history", "the cells of this session") { repl, _ in
    for (number, cell) in repl.session.history {
      repl.screen.show(repl.indented(cell, heading: number.map { "[\($0)] " } ?? ""))
    }
    return .done
  }
}
