import EtudeCore
import Synchronization

/// Counts steps made by several threads and tells of them in order.
package final class ProgressCounter: Sendable {
  private let stage: String
  private let total: Int
  private let work: Work
  private let done = Mutex(0)

  package init(_ stage: String, total: Int, work: Work) {
    self.stage = stage
    self.total = total
    self.work = work
  }

  /// Called within the lock, so that no listener sees a count smaller than the last.
  package func step() {
    done.withLock {
      $0 += 1
      work.progress(stage, $0, of: total)
    }
  }
}
