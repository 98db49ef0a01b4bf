import EtudeCore

/// How much of a picture a terminal is to show, as the user says: `--pictures`, else the environment.
public enum PictureChoice: String, Sendable, CaseIterable, Comparable {
  /// A line that says what was drawn.
  case off
  /// What can be said in letters.
  case text
  /// As sharp as the terminal can.
  case auto

  public static func < (one: Self, other: Self) -> Bool {
    allCases.firstIndex(of: one) ?? 0 < allCases.firstIndex(of: other) ?? 0
  }

  /// Where the command line says nothing: `ETUDE_PICTURES`, else letters alone where `NO_COLOR` is set.
  public static var standard: PictureChoice {
    if let said = UserEnvironment.value(of: "ETUDE_PICTURES") {
      return PictureChoice(rawValue: said) ?? (said == "none" ? .off : .auto)
    }
    return UserEnvironment.value(of: "NO_COLOR") == nil ? .auto : .text
  }
}
