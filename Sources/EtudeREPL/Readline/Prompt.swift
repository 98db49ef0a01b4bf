/// A prompt in readline's form, its colours marked as taking no room.
public struct Prompt: Sendable {
  package let text: String

  /// `text` in the colour of a role.
  public init(_ text: String, style: TerminalStyle, role: TerminalStyle.Role = .prompt) {
    guard style.isColored else {
      self.text = text + " "
      return
    }
    let parts = style.text("\u{0}", role).split(separator: "\u{0}", omittingEmptySubsequences: false)
    self.text = "\u{1}\(parts.first ?? "")\u{2}\(text)\u{1}\(parts.last ?? "")\u{2} "
  }
}
