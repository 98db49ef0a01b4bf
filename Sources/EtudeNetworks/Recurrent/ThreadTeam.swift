import CDNNL

/// Shares tasks out between the OpenMP threads that oneDNN uses on the calling thread.
///
/// oneDNN called from within a task runs on that task's thread alone. Which task does what never depends on timing.
struct ThreadTeam {
  /// How many threads, fixed when the team is made: the calling thread's OpenMP setting.
  let threads = Int(omp_get_max_threads())

  private struct Job {
    let count: Int
    let body: (Int) throws -> Void
    let errors: UnsafeMutableBufferPointer<(any Error)?>
  }

  /// Runs `body` for 0 ..< `count` and throws the first error in order of index.
  func run(_ count: Int, _ body: (Int) throws -> Void) throws {
    if threads == 1 || count == 1 { return try (0..<count).forEach(body) }
    try withoutActuallyEscaping(body) { body in
      try withUnsafeTemporaryAllocation(of: (any Error)?.self, capacity: count) { errors in
        errors.initialize(repeating: nil)
        defer { errors.deinitialize() }
        var job = Job(count: count, body: body, errors: errors)
        withUnsafeMutablePointer(to: &job) { pointer in
          GOMP_parallel(
            { data in
              guard let job = data?.assumingMemoryBound(to: Job.self).pointee else { return }
              let step = Int(omp_get_num_threads())
              for index in stride(from: Int(omp_get_thread_num()), to: job.count, by: step) {
                do { try job.body(index) } catch { job.errors[index] = error }
              }
            }, pointer, UInt32(min(threads, count)), 0)
        }
        for case let error? in errors { throw error }
      }
    }
  }
}
