import Glibc

/// The seconds that one thread has worked, read from any thread while it lives: a machine that does other things at the
/// same time does not change them.
struct ThreadClock: Sendable {
  private let clock: clockid_t

  static var ofThisThread: ThreadClock {
    var clock = clockid_t()
    pthread_getcpuclockid(pthread_self(), &clock)
    return ThreadClock(clock: clock)
  }

  func seconds() -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
