/// Mono sound in memory.
public struct Sound: Sendable, Hashable {
  /// Amplitudes, full scale ±1, `[samples]`.
  public let samples: [Float]
  /// Samples a second.
  public let rate: Int

  /// Mono samples, -1 to 1, at `rate` samples a second.
  public init(samples: [Float], rate: Int) {
    precondition(rate > 0)
    self.samples = samples
    self.rate = rate
  }

  /// Seconds.
  public var duration: Double { Double(samples.count) / Double(rate) }

  /// The part from `start` seconds for `length` seconds (to the end if nil); what lies outside the sound is left out.
  public func slice(from start: Double, length: Double? = nil) -> Sound {
    Sound(
      samples: Array(samples[Sound.range(from: start, length: length, of: samples.count, rate: rate)]),
      rate: rate)
  }

  /// Which of `count` samples `slice` takes.
  public static func range(from start: Double, length: Double?, of count: Int, rate: Int) -> Range<Int> {
    let first = index(start, rate: rate, limit: count)
    let last = length.map { index(start + $0, rate: rate, limit: count) } ?? count
    return first..<max(first, last)
  }

  /// The sample at a time, within 0 … `limit`; the nearest below, forgiving the rounding of decimal seconds.
  static func index(_ seconds: Double, rate: Int, limit: Int) -> Int {
    let position = (seconds * Double(rate) + 1e-6).rounded(.down)
    return position > 0 ? Int(min(position, Double(limit))) : 0
  }
}
