import Glibc

/// What stands between the store and the disk: every step that changes a file is asked for here, so that a test can let
/// any of them fail, or be the last one of a program that is killed.
package struct StoreDisk: Sendable {
  /// A step that changes what is on the disk.
  package enum Step: Sendable, Equatable {
    case create
    /// Of so many bytes.
    case write(Int)
    case truncate
  }

  /// What becomes of a step.
  package enum Outcome: Sendable {
    case done
    /// It fails with this error number; of a write so many bytes are written before.
    case fails(Int32, after: Int)
  }

  /// Asked before each step.
  package var outcome: @Sendable (Step) -> Outcome

  package init(outcome: @escaping @Sendable (Step) -> Outcome = { _ in .done }) { self.outcome = outcome }

  /// Opens a file to be read and written, making it if need be; nil if that fails.
  func open(_ path: String, create: Bool) -> Int32? {
    if create, case .fails(let error, _) = outcome(.create) {
      errno = error
      return nil
    }
    let flags = O_RDWR | O_CLOEXEC | (create ? O_CREAT | O_EXCL : 0)
    let descriptor = Glibc.open(path, flags, 0o644)
    return descriptor < 0 ? nil : descriptor
  }

  /// Whether all bytes were written at a place.
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at place: Int) -> Bool {
    var end = bytes.count
    if case .fails(let error, let count) = outcome(.write(bytes.count)) {
      end = min(end, count)
      defer { errno = error }
      return put(bytes, until: end, to: descriptor, at: place) && false
    }
    return put(bytes, until: end, to: descriptor, at: place)
  }

  private func put(
    _ bytes: UnsafeRawBufferPointer, until end: Int, to descriptor: Int32, at place: Int
  ) -> Bool {
    var done = 0
    while done < end {
      let count = pwrite(descriptor, bytes.baseAddress?.advanced(by: done), end - done, place + done)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  func truncate(_ descriptor: Int32, to size: Int) {
    if case .fails = outcome(.truncate) { return }
    _ = ftruncate(descriptor, size)
  }
}
