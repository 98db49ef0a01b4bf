import Dispatch
import EtudeCore

/// Calls a closure again and again on a thread of its own. Not a timer of Dispatch, which waits for ever where the system
/// gives no thread.
package final class Ticker: Sendable {
  private let stopping = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - patience: seconds before the first call.
  ///   - pause: seconds between calls.
  /// - Throws: `Failure` if the system gives no thread.
  package init(after patience: Double, every pause: Double, _ body: @escaping @Sendable () -> Void) throws {
    try startThread { [stopping] in
      var wait = patience
      while stopping.wait(timeout: .now() + wait) == .timedOut {
        body()
        wait = pause
      }
    }
  }

  /// No call begins any more.
  package func stop() { stopping.signal() }
}
