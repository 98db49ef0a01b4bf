import Glibc

/// Times of day, for the record of runs and the dates of Jupyter's messages alone: no result and no export of one holds
/// any. What is timed is timed by `SteadyClock`.
package enum WallClock {
  /// Seconds since 1970.
  package static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// `2026-11-25 14:03:20` in local time.
  static func text(_ seconds: Double) -> String { formatted(seconds, "%Y-%m-%d %H:%M:%S", localtime_r) }

  /// `20261125-140320` in local time, to stand in a file's name.
  static func stamp(_ seconds: Double) -> String { formatted(seconds, "%Y%m%d-%H%M%S", localtime_r) }

  /// `2026-11-25T14:03:20.123456Z`, universal time by ISO 8601.
  package static func universal(_ seconds: Double) -> String {
    let microseconds = Int(seconds * 1e6) % 1_000_000
    return formatted(seconds, "%Y-%m-%dT%H:%M:%S", gmtime_r)
      + ".\(String(microseconds + 1_000_000).dropFirst())Z"
  }

  private static func formatted(
    _ seconds: Double, _ format: String,
    _ divided: (UnsafePointer<time_t>, UnsafeMutablePointer<tm>) -> UnsafeMutablePointer<tm>?
  ) -> String {
    var whole = time_t(seconds)
    var parts = tm()
    _ = divided(&whole, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
