import Dispatch
import Synchronization

/// Requests on the shell channel that wait for their turn.
final class Inbox: Sendable {
  /// What is next to be done.
  enum Item: Sendable {
    case answer(Request)
    /// It was sent before a cell failed on which it would have gone on.
    case abort(Request)
    case end
  }

  private let items = Mutex<[Item]>([])
  private let available = DispatchSemaphore(value: 0)

  func put(_ request: Request) { put { $0.append(.answer(request)) } }

  /// Drops all that waits; the next thing is the end.
  func end() { put { $0 = [.end] } }

  /// Cells that wait are not to run any more.
  func abortCells() {
    items.withLock { items in
      items = items.map { item in
        if case .answer(let request) = item, request.type == "execute_request" { return .abort(request) }
        return item
      }
    }
  }

  /// Waits for what is next.
  func next() -> Item {
    while true {
      available.wait()
      // What `end` dropped was announced, and is not there any more.
      if let item = items.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return item }
    }
  }

  private func put(_ body: (inout [Item]) -> Void) {
    items.withLock { body(&$0) }
    available.signal()
  }
}
