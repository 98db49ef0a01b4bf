/// The text of a progress bar: what is done, a bar, the share, the time left, a note.
///
///     crossval 3/10 · epoch 12/20 ━━━━━━━━━╌╌╌╌╌╌╌╌╌╌╌  36 %  42 s left  loss 0.31
public enum ProgressBar {
  /// One stage: its name and how much of it is done.
  public struct Stage: Sendable {
    public var name: String
    public var done: Int
    public var total: Int

    public init(_ name: String, done: Int, total: Int) {
      self.name = name
      self.done = done
      self.total = total
    }
  }

  /// The line for stages, outermost first, that fits `width` columns.
  ///
  /// What there is no room for is left out in this order: the note, inner stages, the bar, the end of the names.
  public static func line(
    width: Int, stages: [Stage], share: Double, remaining: Double?, note: String = ""
  ) -> String {
    let percent = Int((min(max(share, 0), 1) * 100).rounded(.down))
    let numbers = (percent < 10 ? " " : "") + "\(percent) %"
    let time = remaining.map { "  \(duration($0)) left" } ?? ""
    var names = stages.map { "\($0.name) \($0.done)/\($0.total)" }
    var tail = numbers + time + (note.isEmpty ? "" : "  " + note)

    func room() -> Int { width - columns(names.joined(separator: " · ")) - columns(tail) - 2 }
    if room() < shortestBar { tail = numbers + time }
    while room() < shortestBar, names.count > 1 { names.removeLast() }
    let heading = names.joined(separator: " · ")
    if room() >= shortestBar {
      return heading + " " + bar(share, width: min(room(), longestBar)) + " " + tail
    }
    return cut(heading + "  " + tail, to: width)
  }

  /// The line for work that says nothing of itself.
  public static func line(width: Int, elapsed: Double) -> String {
    cut("working, \(duration(elapsed))", to: width)
  }

  /// A time in words: `7 s`, `3 min 20 s`, `2 h 5 min`.
  public static func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
    return "\(whole / 3600) h" + (whole / 60 % 60 == 0 ? "" : " \(whole / 60 % 60) min")
  }

  private static let shortestBar = 8
  private static let longestBar = 30

  private static func bar(_ share: Double, width: Int) -> String {
    let full = Int((min(max(share, 0), 1) * Double(width)).rounded(.down))
    return String(repeating: "━", count: full) + String(repeating: "╌", count: width - full)
  }

  private static func cut(_ text: String, to width: Int) -> String {
    if columns(text) <= width { return text }
    var kept = ""
    var used = 0
    for character in text {
      let next = columns(String(character))
      if used + next > width - 1 { break }
      kept.append(character)
      used += next
    }
    return width > 0 ? kept + "…" : ""
  }

  /// Columns that a text takes in a terminal.
  static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  private static func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // East Asian wide and emoji blocks take two columns.
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}
