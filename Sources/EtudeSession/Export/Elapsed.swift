/// How long something took, in words.
public enum Elapsed {
  /// `12 ms`, `1.25 s`, `3 min 20 s`, `2 h 5 min`.
  public static func text(_ seconds: Double) -> String {
    if seconds < 0.9995 { return "\(Int((max(seconds, 0) * 1000).rounded())) ms" }
    return seconds < 59.995 ? "\((seconds * 100).rounded() / 100) s" : rounded(seconds)
  }

  /// In whole seconds, the last one begun: `7 s`, `3 min 20 s`, `2 h 5 min`.
  public static func rounded(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
    return "\(whole / 3600) h" + (whole / 60 % 60 == 0 ? "" : " \(whole / 60 % 60) min")
  }

  /// What a document says of a cell's time; nil where it was no time to speak of.
  static func noted(_ seconds: Double) -> String? { seconds < 0.1 ? nil : text(seconds) }
}
