import EtudeCore

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
    let time = remaining.map { "  \(Elapsed.rounded($0)) left" } ?? ""
    var names = stages.map { "\($0.name) \($0.done)/\($0.total)" }
    var tail = numbers + time + (note.isEmpty ? "" : "  " + note)

    func room() -> Int { width - names.joined(separator: " · ").columns - tail.columns - 2 }
    if room() < shortestBar { tail = numbers + time }
    while room() < shortestBar, names.count > 1 { names.removeLast() }
    let heading = names.joined(separator: " · ")
    if room() >= shortestBar {
      return heading + " " + bar(share, width: min(room(), longestBar)) + " " + tail
    }
    return (heading + "  " + tail).cut(toColumns: width)
  }

  /// The line for work that says nothing of itself.
  public static func line(width: Int, elapsed: Double) -> String {
    "working, \(Elapsed.rounded(elapsed))".cut(toColumns: width)
  }

  private static let shortestBar = 8
  private static let longestBar = 30

  private static func bar(_ share: Double, width: Int) -> String {
    let full = Int((min(max(share, 0), 1) * Double(width)).rounded(.down))
    return String(repeating: "━", count: full) + String(repeating: "╌", count: width - full)
  }
}
