import CDNNL
import EtudeCore
import Synchronization

/// Where oneDNN runs. The folder `Engine` wraps its C handles, each in one small class that frees it; whatever is made
/// of them is made, used and freed inside one `Compute.run`, and knows nothing of layers.
package enum Compute {
  /// Runs `body` with so many OpenMP threads.
  ///
  /// With one thread it runs on the calling thread, so that folds can run side by side; with more it runs on
  /// `DedicatedThread.compute`, since an OpenMP team belongs to the thread that calls it. The count holds for all
  /// primitives that `body` makes.
  /// - Throws: what `body` throws; `Failure` if the system gives too few threads.
  package static func run<Value>(threads: Int, _ body: () throws -> Value) throws -> Value {
    if threads <= 1 {
      omp_set_num_threads(1)
      return try body()
    }
    return try DedicatedThread.compute.run {
      try prepareTeam(threads)
      omp_set_num_threads(Int32(threads))
      return try body()
    }
  }

  /// How many threads the compute thread's team has; 0 before its first work.
  private static let teamSize = Mutex(0)

  /// OpenMP ends the program where the system gives no thread, so that is asked for beforehand whenever a team grows.
  /// Called on the compute thread.
  private static func prepareTeam(_ threads: Int) throws {
    try teamSize.withLock { size in
      if threads > size { try checkThreads(threads - 1) }
      // A smaller team lets its other threads go.
      size = threads
    }
  }
}

/// Throws a `Failure` that names the layer unless oneDNN reports success.
func check(_ status: dnnl_status_t, _ layer: String) throws {
  if status == dnnl_success { return }
  switch status {
  case dnnl_out_of_memory:
    throw Failure("not enough memory for \(layer)", fix: "use a smaller batch or picture")
  case dnnl_unimplemented:
    throw Failure("this processor cannot run \(layer) as asked", fix: "change the layer's settings")
  default:
    throw Failure("oneDNN refuses \(layer) (status \(status.rawValue))", fix: "check the layer's sizes")
  }
}
