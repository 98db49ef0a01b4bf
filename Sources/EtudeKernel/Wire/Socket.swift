import CZMQ
import EtudeCore
import Glibc

/// ZeroMQ's own thread and all that belongs to it.
package final class SocketContext {
  fileprivate let handle: UnsafeMutableRawPointer

  package init() throws {
    guard let handle = zmq_ctx_new() else { throw Socket.failure("ZeroMQ cannot start") }
    self.handle = handle
  }

  /// Waits until what was sent is gone, for as long as the sockets linger. They are let go before.
  deinit { zmq_ctx_term(handle) }
}

/// A socket of ZeroMQ. It belongs to one thread at a time.
package final class Socket {
  package enum Role {
    /// Answers many that ask; a message starts with the way back.
    case router
    /// Publishes to many, and hears who subscribes.
    case publisher
    /// Asks.
    case dealer
    /// Hears all that is published.
    case subscriber

    fileprivate var type: Int32 {
      switch self {
      case .router: ZMQ_ROUTER
      case .publisher: ZMQ_XPUB
      case .dealer: ZMQ_DEALER
      case .subscriber: ZMQ_SUB
      }
    }
  }

  let handle: UnsafeMutableRawPointer
  private let context: SocketContext

  /// Bytes of a frame; who sends a longer one is cut off.
  private static let longestFrame: Int64 = 64 << 20
  /// Milliseconds for which what the kernel has sent is kept after its end.
  private static let linger: Int32 = 1000

  package init(_ role: Role, in context: SocketContext) throws {
    guard let handle = zmq_socket(context.handle, role.type) else {
      throw Self.failure("ZeroMQ gives no socket")
    }
    self.handle = handle
    self.context = context
    set(ZMQ_LINGER, role == .router || role == .publisher ? Self.linger : 0)
    set(ZMQ_MAXMSGSIZE, Self.longestFrame)
    // What a slow front end has not yet read is kept for it.
    set(ZMQ_SNDHWM, Int32(0))
    set(ZMQ_IPV6, Int32(1))
    switch role {
    // A front end that comes back under its name is the same front end.
    case .router: set(ZMQ_ROUTER_HANDOVER, Int32(1))
    case .publisher: set(ZMQ_XPUB_VERBOSE, Int32(1))
    case .subscriber: zmq_setsockopt(handle, ZMQ_SUBSCRIBE, "", 0)
    case .dealer: break
    }
  }

  deinit { zmq_close(handle) }

  /// - Throws: `Failure` if the address is taken or is not this machine's.
  package func listen(at address: String) throws {
    guard zmq_bind(handle, address) == 0 else { throw Self.failure("cannot listen at \(address)") }
  }

  package func connect(to address: String) throws {
    guard zmq_connect(handle, address) == 0 else { throw Self.failure("cannot connect to \(address)") }
  }

  /// Sends the frames of a message; drops it where nobody can have it any more.
  package func send(_ frames: [[UInt8]]) {
    for (index, frame) in frames.enumerated() {
      let flags = ZMQ_DONTWAIT | (index < frames.count - 1 ? ZMQ_SNDMORE : 0)
      while zmq_send(handle, frame, frame.count, flags) < 0 {
        guard zmq_errno() == EINTR else { return }
      }
    }
  }

  /// The frames of a message that waits; nil if none does.
  package func receive() -> [[UInt8]]? {
    var frames: [[UInt8]] = []
    while true {
      var part = zmq_msg_t()
      zmq_msg_init(&part)
      defer { zmq_msg_close(&part) }
      if zmq_msg_recv(&part, handle, ZMQ_DONTWAIT) < 0 {
        if zmq_errno() == EINTR { continue }
        return nil
      }
      // Of a message of very many frames the first ones are enough to see that it is none of Jupyter's.
      if frames.count < Self.mostFrames {
        frames.append(Array(UnsafeRawBufferPointer(start: zmq_msg_data(&part), count: zmq_msg_size(&part))))
      }
      if zmq_msg_more(&part) == 0 { return frames }
    }
  }

  private static let mostFrames = 256

  /// Waits until one of the sockets has a message, or `descriptor` can be read.
  ///
  /// - Parameter patience: milliseconds to wait at most; -1 for no end.
  package static func wait(for sockets: [Socket], or descriptor: Int32? = nil, patience: Int) {
    var items = sockets.map {
      zmq_pollitem_t(socket: $0.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
    }
    if let descriptor {
      items.append(zmq_pollitem_t(socket: nil, fd: descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
    }
    _ = zmq_poll(&items, Int32(items.count), patience)
  }

  private func set<Number: FixedWidthInteger>(_ option: Int32, _ value: Number) {
    var value = value
    zmq_setsockopt(handle, option, &value, MemoryLayout<Number>.size)
  }

  fileprivate static func failure(_ what: String) -> Failure {
    let reason = zmq_strerror(zmq_errno()).map { String(cString: $0).lowercased() } ?? "no reason is given"
    return Failure("\(what): \(reason)", fix: "let Jupyter start the kernel: it chooses free addresses")
  }
}
