/// When the steps of a sequence, or the columns of a map, are heard: seconds from where an item begins.
///
/// They need not reach to the item's end: windows side by side leave out what does not fill one.
public struct StepTimes: Sendable, Hashable {
  /// Where each step begins, and where the last one ends: rising, one more than there are steps.
  public let edges: [Double]

  /// Steps that begin equally far apart; the last ends no later than `end`.
  public init(count: Int, each seconds: Double, end: Double) {
    let starts = (0..<max(1, count)).map { Double($0) * seconds }
    edges = starts + [max(starts[starts.count - 1], min(Double(max(1, count)) * seconds, end))]
  }

  private init(edges: [Double]) { self.edges = edges }

  /// Number of steps.
  public var count: Int { edges.count - 1 }
  /// What lies behind it is not heard.
  public var end: Double { edges[edges.count - 1] }
  /// From the beginning of a step to that of the next.
  public var stride: Double { edges[1] - edges[0] }

  /// The step that hears a moment; nil where none does.
  public func step(at seconds: Double) -> Int? {
    guard seconds >= edges[0], seconds < end else { return nil }
    // A moment that was computed from a step's beginning may lie a rounding before it.
    return edges.dropLast().lastIndex { $0 <= seconds + 1e-9 }
  }

  /// Where a moment lies among the steps, 0 at the beginning of the first; nil where none hears it.
  public func place(of seconds: Double) -> Double? {
    step(at: seconds).map { step in
      let length = edges[step + 1] - edges[step]
      return Double(step) + (length > 0 ? min(1, max(0, (seconds - edges[step]) / length)) : 0)
    }
  }

  /// The middle of a step.
  public func middle(of step: Int) -> Double { (edges[step] + edges[step + 1]) / 2 }

  /// Fewer parts, each of the steps `s` for which `s * parts / count` is its number.
  public func joined(into parts: Int) -> StepTimes {
    StepTimes(edges: (0...parts).map { edges[($0 * count + parts - 1) / parts] })
  }

  /// Whether all steps are equally long.
  public var isEven: Bool { zip(edges, edges.dropFirst()).allSatisfy { abs($1 - $0 - stride) < 1e-6 } }
}

extension StepTimes {
  /// Those of the windows of so many seconds of sound.
  public init(windows: Int, of seconds: Double) {
    self.init(count: windows, each: LogMelWindows.seconds, end: seconds)
  }

  /// Those of frames that were averaged so that at most `steps` are left, of an item of so many frames and seconds.
  public init(averaged frames: Int, steps: Int, of seconds: Double) {
    let run = Frames.run(of: frames, steps: steps)
    self.init(
      count: steps, each: Double(run) * seconds / Double(max(1, frames)), end: seconds)
  }

  /// Those of equal parts of so many seconds.
  public init(parts: Int, of seconds: Double) {
    self.init(count: parts, each: seconds / Double(max(1, parts)), end: seconds)
  }
}
