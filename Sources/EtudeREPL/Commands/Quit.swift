extension SessionCommand {
  static let quit = SessionCommand(".quit", "leave; so does Ctrl-D") { _, _ in .quit(.done) }
}
