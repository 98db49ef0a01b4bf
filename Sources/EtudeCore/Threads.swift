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
  private let identity = Mutex<pthread_t?>(nil)

  public init() {
    startThread { [self] in
      identity.withLock { $0 = pthread_self() }
      while true {
        available.wait()
        let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        job?.body()
      }
    }
  }

  /// Runs `body` on this thread and waits for it; called from the thread itself, runs it at once.
  public func run<Value>(_ body: () throws -> Value) throws -> Value {
    if let own = identity.withLock({ $0 }), pthread_equal(own, pthread_self()) != 0 { return try body() }
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
func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Box: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, 64 << 20)
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  var thread = pthread_t()
  pthread_create(
    &thread, &attributes,
    { argument in
      guard let argument else { return nil }
      Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
      return nil
    }, Unmanaged.passRetained(Box(body)).toOpaque())
  pthread_attr_destroy(&attributes)
}

/// Runs `body` for 0 ..< `count` on `threads` threads and gives the results in order, equal to one thread's.
///
/// The first failure in order of index is thrown after all threads have stopped.
public func parallelMap<Value: Sendable>(
  _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws -> Value
) throws -> [Value] {
  if threads <= 1 || count <= 1 { return try (0..<count).map(body) }
  let shared = ParallelState<Value>(count: count)
  let group = DispatchGroup()
  for _ in 0..<min(threads, count) {
    group.enter()
    startThread {
      while let index = shared.take() { shared.put(Result { try body(index) }, at: index) }
      group.leave()
    }
  }
  group.wait()
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

  func put(_ result: Result<Value, any Error>, at index: Int) {
    if case .failure = result { stopped.store(true, ordering: .relaxed) }
    results.withLock { $0[index] = result }
  }

  func values() throws -> [Value] {
    let results = results.withLock { $0 }
    for case .failure(let error)? in results { throw error }
    return try results.compactMap { try $0?.get() }
  }
}
