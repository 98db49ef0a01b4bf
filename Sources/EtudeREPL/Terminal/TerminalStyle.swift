import EtudeCore

/// Colours of text in a terminal; without colour, text stays as it is.
public struct TerminalStyle: Sendable {
  public let isColored: Bool

  public init(isColored: Bool) { self.isColored = isColored }

  /// Colours for what is written to a descriptor: in a terminal, unless `NO_COLOR` is set.
  public static func standard(for descriptor: Int32) -> TerminalStyle {
    TerminalStyle(
      isColored: UserEnvironment.value(of: "NO_COLOR") == nil
        && Terminal.understandsControlSequences(descriptor))
  }

  /// What a piece of text is, and so its colour.
  public enum Role: String, Sendable {
    case prompt = "1;36"
    case faint = "2"
  }

  /// `text` in the colour of its role.
  public func text(_ text: String, _ role: Role) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
  }
}
