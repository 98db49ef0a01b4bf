import Glibc
import Synchronization

/// A descriptor to which text is written at once and whole; its first failure is kept.
public final class Stream: Sendable {
  public let descriptor: Int32
  private let failureCode = Atomic<Int32>(0)
  private let onFailure: @Sendable () -> Void

  /// - Parameter onFailure: told once, when a write fails.
  public init(descriptor: Int32, onFailure: @escaping @Sendable () -> Void = {}) {
    self.descriptor = descriptor
    self.onFailure = onFailure
  }

  /// The system's code of the first write that failed; nil if all went well.
  public var failure: Int32? {
    let code = failureCode.load(ordering: .relaxed)
    return code == 0 ? nil : code
  }

  /// Writes text. After a failure nothing more is written.
  public func write(_ text: String) {
    guard failure == nil else { return }
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: offset), bytes.count - offset)
        if count > 0 {
          offset += count
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          failureCode.store(errno, ordering: .relaxed)
          onFailure()
          return
        }
      }
    }
  }
}
