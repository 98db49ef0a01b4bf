import Glibc

/// Times of day, for the record of runs alone: no result and no export of one holds any.
enum Clock {
  /// Seconds since 1970.
  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// `2026-11-25 14:03:20` in local time.
  static func text(_ seconds: Double) -> String {
    formatted(seconds, "%Y-%m-%d %H:%M:%S")
  }

  /// `20261125-140320`, to stand in a file's name.
  static func stamp(_ seconds: Double) -> String { formatted(seconds, "%Y%m%d-%H%M%S") }

  private static func formatted(_ seconds: Double, _ format: String) -> String {
    var whole = time_t(seconds)
    var parts = tm()
    localtime_r(&whole, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    let count = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
