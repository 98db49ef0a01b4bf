import Dispatch
import Glibc
import Synchronization

/// A thread of its own that runs closures one at a time: oneDNN's OpenMP team belongs to the thread that calls it.
public final class DedicatedThread: Sendable {
  /// The one thread from which oneDNN is called with all its threads.
  public static let compute = DedicatedThread()

  private struct Job: Sendable { let body: @Sendable () -> Void }
  private let jobs = Mutex<[Job]>([])
  private let available = DispatchSemaphore(value: 0)
  private let isStarted = Mutex(false)
  private let identity = Mutex<pthread_t?>(nil)

  /// A thread that starts when it is first given work.
  public init() {}

  private func start() throws {
    try isStarted.withLock { isStarted in
      if isStarted { return }
      try startThread { [self] in
        identity.withLock { $0 = pthread_self() }
        while true {
          available.wait()
          let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
          job?.body()
        }
      }
      isStarted = true
    }
  }

  /// Runs `body` on this thread and waits for it; called from the thread itself, runs it at once.
  /// - Throws: what `body` throws; `Failure` if the system gives no thread.
  public func run<Value>(_ body: () throws -> Value) throws -> Value {
    if let own = identity.withLock({ $0 }), pthread_equal(own, pthread_self()) != 0 { return try body() }
    try start()
    return try withoutActuallyEscaping(body) { body in
      let call = UnsafeMutablePointer<Call<Value>>.allocate(capacity: 1)
      call.initialize(to: Call(body: body))
      defer {
        call.deinitialize(count: 1)
        call.deallocate()
      }
      // The caller waits below, so the call outlives the job; the job holds no reference to the body that could
      // still be alive when the caller goes on.
      nonisolated(unsafe) let place = call
      let finished = DispatchSemaphore(value: 0)
      let job = Job {
        Call.perform(at: place)
        finished.signal()
      }
      jobs.withLock { $0.append(job) }
      available.signal()
      finished.wait()
      guard let result = call.pointee.result else { throw Failure("the compute thread gave no result") }
      return try result.get()
    }
  }

  /// What a caller hands over and what it gets back, in memory that the caller owns.
  private struct Call<Value> {
    let body: () throws -> Value
    var result: Result<Value, any Error>?

    /// Not inlined, so that its hold on the body ends before the caller is told.
    @inline(never) static func perform(at place: UnsafeMutablePointer<Call>) {
      let result = Result { try place.pointee.body() }
      place.pointee.result = result
    }
  }
}

/// Starts a detached thread with a stack large enough for deep recursion.
/// - Throws: `Failure` if the system gives none; `body` is then never run.
package func startThread(_ body: @escaping @Sendable () -> Void) throws {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, 64 << 20)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  defer { pthread_attr_destroy(&attributes) }
  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body))
  let code = pthread_create(
    &thread, &attributes,
    { argument in
      guard let argument else { return nil }
      Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
      return nil
    }, box.toOpaque())
  guard code == 0 else {
    box.release()
    throw noThread(code)
  }
}

/// Makes sure that the system would give `count` more threads with stacks of the usual size, which a library is about to
/// start that ends the program where it gets none (libgomp): starts them, waits until all run, and ends them.
/// - Throws: `Failure` if it gives fewer.
package func checkThreads(_ count: Int) throws {
  // A thread waits on the gate till the last one is started.
  let gate = UnsafeMutablePointer<pthread_rwlock_t>.allocate(capacity: 1)
  pthread_rwlock_init(gate, nil)
  pthread_rwlock_wrlock(gate)
  var threads: [pthread_t] = []
  var code: Int32 = 0
  while threads.count < count, code == 0 {
    var thread = pthread_t()
    code = pthread_create(
      &thread, nil,
      { argument in
        guard let gate = argument?.assumingMemoryBound(to: pthread_rwlock_t.self) else { return nil }
        pthread_rwlock_rdlock(gate)
        pthread_rwlock_unlock(gate)
        return nil
      }, gate)
    if code == 0 { threads.append(thread) }
  }
  pthread_rwlock_unlock(gate)
  for thread in threads { pthread_join(thread, nil) }
  pthread_rwlock_destroy(gate)
  gate.deallocate()
  if code != 0 { throw noThread(code) }
}

private func noThread(_ code: Int32) -> Failure {
  Failure(
    "the system gives no more threads: \(String(cString: strerror(code)))",
    fix: "use fewer: --threads 1; or allow more memory and processes (ulimit -v, ulimit -u)")
}

/// Runs `body` for 0 ..< `count` on `threads` threads and gives the results in order, equal to one thread's.
///
/// The first failure in order of index is thrown after all threads have stopped; so is the `Failure` that says that the
/// system gives too few threads.
public func parallelMap<Value: Sendable>(
  _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Value
) throws -> [Value] {
  if threads <= 1 || count <= 1 { return try (0..<count).map(body) }
  let shared = ParallelState<Value>(count: count)
  let group = DispatchGroup()
  var missing: (any Error)?
  for _ in 0..<min(threads, count) where missing == nil {
    group.enter()
    do {
      try startThread {
        while let index = shared.take() { shared.put(Result { try body(index) }, at: index) }
        group.leave()
      }
    } catch {
      group.leave()
      shared.stop()
      missing = error
    }
  }
  group.wait()
  if let missing { throw missing }
  return try shared.values()
}

private final class ParallelState<Value: Sendable>: Sendable {
  private let next = Atomic<Int>(0)
  private let stopped = Atomic<Bool>(false)
  private let results: Mutex<[Result<Value, any Error>?]>
  private let count: Int

  init(count: Int) {
    self.count = count
    results = Mutex(Array(repeating: nil, count: count))
  }

  func take() -> Int? {
    if stopped.load(ordering: .relaxed) { return nil }
    let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }

  /// No index is taken any more.
  func stop() { stopped.store(true, ordering: .relaxed) }

  func put(_ result: Result<Value, any Error>, at index: Int) {
    if case .failure = result { stop() }
    results.withLock { $0[index] = result }
  }

  func values() throws -> [Value] {
    let results = results.withLock { $0 }
    for case .failure(let error)? in results { throw error }
    return try results.compactMap { try $0?.get() }
  }
}
