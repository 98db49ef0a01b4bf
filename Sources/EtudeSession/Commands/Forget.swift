extension SessionCommand {
  static let forget = SessionCommand(
    ".forget", "let go of a name and its value", takes: .required(.name),
    examples: [".forget songs", ".forget a b"]
  ) { host, argument in
    for name in argument.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      try host.session.forget(String(name))
    }
    return .done
  }
}
