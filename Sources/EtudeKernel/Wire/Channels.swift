import EtudeCore
import EtudeSession
import Glibc
import Synchronization

/// The five sockets of a connection, and the thread that alone reads and writes them.
///
/// Any thread may send. What comes in on shell and control goes to closures that are called on the sockets' thread.
package final class Channels: Sendable {
  package enum Channel: Sendable { case shell, control, ioPub }

  /// What other threads ask of the sockets' thread.
  private enum Order: Sendable {
    case send(Channel, [[UInt8]])
    /// Read all that waits, then call back.
    case readAll(@Sendable () -> Void)
    case end
  }

  private let orders = Mutex<[Order]>([])
  private let wakeEntrance: Int32
  private let wakeExit: Int32
  package let sender: Sender

  package init(sender: Sender) throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw systemFailure("cannot make a pipe") }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (wakeExit, wakeEntrance) = (ends[0], ends[1])
    self.sender = sender
  }

  deinit {
    close(wakeExit)
    close(wakeEntrance)
  }

  /// Sends frames that `sender` made.
  package func send(_ frames: [[UInt8]], on channel: Channel) { order(.send(channel, frames)) }

  /// Reads all that has arrived by now, and calls back on the sockets' thread.
  func readAll(then body: @escaping @Sendable () -> Void) { order(.readAll(body)) }

  /// Ends the thread once all that was sent before is gone.
  func end() { order(.end) }

  private func order(_ order: Order) {
    orders.withLock { $0.append(order) }
    var byte: UInt8 = 1
    _ = write(wakeEntrance, &byte, 1)
  }

  /// What is done with what comes in.
  package struct Listener: Sendable {
    package var shell: @Sendable (Request) -> Void
    package var control: @Sendable (Request) -> Void
    /// Called about once a second.
    package var now: @Sendable () -> Void
    /// Called when the sockets are closed.
    package var ended: @Sendable () -> Void
  }

  /// Listens at the addresses of a connection, from a thread of its own.
  ///
  /// - Throws: `Failure` if one of them cannot be had, or there is no thread.
  package func open(_ connection: ConnectionFile, _ listener: Listener) throws {
    let sockets = try Sockets(connection)
    // The thread that opens the sockets does not touch them again.
    nonisolated(unsafe) let handed = sockets
    try startThread { [self] in
      serve(handed, listener)
      handed.close()
      listener.ended()
    }
  }

  private func serve(_ sockets: Sockets, _ listener: Listener) {
    var lastTick = SteadyClock.seconds()
    while true {
      Socket.wait(for: sockets.all, or: wakeExit, patience: 1000)
      var bytes = [UInt8](repeating: 0, count: 4096)
      while read(wakeExit, &bytes, bytes.count) == bytes.count {}
      sockets.read(listener)
      for order in orders.withLock({ orders in
        defer { orders = [] }
        return orders
      }) {
        switch order {
        case .send(let channel, let frames): sockets[channel]?.send(frames)
        case .readAll(let body):
          sockets.read(listener)
          body()
        case .end: return
        }
      }
      sockets.welcome(sender)
      if SteadyClock.seconds() - lastTick >= 1 {
        lastTick = SteadyClock.seconds()
        listener.now()
      }
    }
  }
}
