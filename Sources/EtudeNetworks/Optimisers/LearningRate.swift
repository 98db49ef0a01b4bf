import Glibc

/// The learning rate over the epochs (or steps) of a training run.
public struct LearningRate: Codable, Hashable, Sendable {
  /// How the rate goes on after the warm-up.
  public enum Course: Codable, Hashable, Sendable {
    case constant
    /// Multiplied by `factor` after every `every` positions.
    case step(every: Int, factor: Double)
    /// Half a cosine from the base rate down to `minimum` (Loshchilov and Hutter, 2017, without restarts).
    case cosine(minimum: Double = 0)
  }

  /// The rate after the warm-up.
  public var base: Double
  /// How the rate goes down from epoch to epoch.
  public var course: Course
  /// Positions over which the rate rises evenly to `base`: `base/n`, `2 base/n`, ….
  public var warmUp: Int

  /// A rate of `base`, after `warmUp` positions that rise to it.
  public init(_ base: Double, course: Course = .constant, warmUp: Int = 0) {
    self.base = base
    self.course = course
    self.warmUp = warmUp
  }

  /// The rate at `position`, counted from 0, of `total`; epochs or steps, as the caller counts.
  public func rate(at position: Int, of total: Int) -> Double {
    if position < warmUp { return base * Double(position + 1) / Double(warmUp) }
    let position = position - warmUp
    switch course {
    case .constant: return base
    case .step(let every, let factor): return base * pow(factor, Double(position / max(1, every)))
    case .cosine(let minimum):
      let share = Double(position) / Double(max(1, total - warmUp))
      return minimum + (base - minimum) * (1 + cos(.pi * share)) / 2
    }
  }
}
