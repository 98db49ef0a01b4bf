import EtudeCore
import Synchronization

/// Remembers what a piece of work warns of.
final class Told: Sendable {
  private let told = Mutex<[String]>([])

  var warnings: [String] { told.withLock { $0 } }

  var work: Work {
    var work = Work()
    work.listener = { event in
      if case .warning(let text) = event { self.told.withLock { $0.append(text) } }
    }
    return work
  }
}
