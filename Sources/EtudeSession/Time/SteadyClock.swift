/// How long things take: a clock that only goes forward, whatever is done to the time of day.
package enum SteadyClock {
  private static let origin = ContinuousClock.now

  /// Seconds since the clock was first asked.
  package static func seconds() -> Double { origin.duration(to: .now) / .seconds(1) }
}
