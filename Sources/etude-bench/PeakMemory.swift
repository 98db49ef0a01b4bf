import Glibc

/// The most memory that the process has had resident, in megabytes.
func peakMegabytes() -> Int {
  var usage = rusage()
  getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss / 1024
}
