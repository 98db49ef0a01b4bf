import Dispatch
import Synchronization

/// Statements of which nothing is wanted any more: to free millions of expressions takes a while, and who pressed Ctrl-C
/// does not wait for it.
final class DiscardedStatements: Sendable {
  private let statements: Mutex<[[Statement]]>

  init(_ statements: [[Statement]]) { self.statements = Mutex(statements) }

  /// Frees them on a thread of their own.
  func free() {
    DispatchQueue.global(qos: .utility).async { self.statements.withLock { $0 = [] } }
  }
}
