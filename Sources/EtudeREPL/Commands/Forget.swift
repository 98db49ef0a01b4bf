extension SessionCommand {
  static let forget = SessionCommand(
    ".forget", "let go of a name and its value", takes: .required(.name),
    examples: [".forget songs", ".forget a b"]
  ) { repl, argument in
    for name in argument.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      try repl.session.forget(String(name))
    }
    return .done
  }
}
