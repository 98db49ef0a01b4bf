import Glibc

/// The bytes of a pipe, in the order in which they arrive; the first ones can be gone back to as long as they are kept.
///
/// libsndfile goes to and fro while it reads a header, and looks for more behind the sound: there is nothing there yet.
final class ArrivingBytes {
  /// What libsndfile is told: more than ever arrives.
  static let claimedCount = 1 << 48
  /// A header is found in so many bytes or not at all.
  private static let headerLimit = 1 << 20

  private let descriptor: Int32
  private let isStopped: @Sendable () -> Bool
  private var kept: [UInt8] = []
  /// The place of the first kept byte.
  private var start = 0
  private var isAtEnd = false
  private(set) var position = 0
  /// Whether what was read is kept, so that it can be gone back to.
  var keepsAll = true

  init(descriptor: Int32, isStopped: @escaping @Sendable () -> Bool) {
    self.descriptor = descriptor
    self.isStopped = isStopped
  }

  /// The first bytes; fewer than `count` if no more arrive.
  func first(_ count: Int) -> [UInt8] {
    while kept.count < count, fetch(count - kept.count) {}
    return Array(kept.prefix(count))
  }

  /// Bytes that can be had without waiting.
  var available: Int {
    var waiting: Int32 = 0
    guard !isAtEnd, ioctl(descriptor, UInt(FIONREAD), &waiting) == 0 else { return 0 }
    return start + kept.count - position + Int(waiting)
  }

  /// Writes the largest length over a WAV header's length of 0, which recorders leave that cannot go back to it; whether
  /// there was one. Reading begins anew.
  func claimLength() -> Bool {
    let empty = Array("data".utf8) + [0, 0, 0, 0]
    position = 0
    guard keepsAll, kept.count >= 8,
      let place = (0...min(kept.count - 8, 4096)).first(where: { kept[$0..<$0 + 8].elementsEqual(empty) })
    else { return false }
    for index in place + 4..<place + 8 { kept[index] = 0xFF }
    return true
  }

  /// Moves to a place; the bytes between are passed over when the next ones are read.
  func seek(_ offset: Int, _ origin: Int32) -> Int {
    let base =
      switch origin {
      case SEEK_CUR: position
      case SEEK_END: Self.claimedCount
      default: 0
      }
    let (target, overflow) = base.addingReportingOverflow(offset)
    guard !overflow, target >= start else { return -1 }
    position = target
    return target
  }

  /// Waits for `wanted` bytes; fewer at the end, or when told to stop.
  func read(_ target: UnsafeMutableRawPointer, _ wanted: Int) -> Int {
    if keepsAll && position > start + kept.count + Self.headerLimit { return 0 }
    while start + kept.count < position + wanted, fetch(position + wanted - start - kept.count) {}
    let first = position - start
    let count = min(wanted, kept.count - first)
    guard count > 0 else { return 0 }
    UnsafeMutableRawBufferPointer(start: target, count: count).copyBytes(from: kept[first..<first + count])
    position += count
    if !keepsAll {
      kept.removeFirst(first + count)
      start = position
    }
    return count
  }

  /// Waits for more bytes; whether there were any.
  private func fetch(_ wanted: Int) -> Bool {
    while !isAtEnd {
      if isStopped() {
        isAtEnd = true
        break
      }
      guard waits(100) else { continue }
      let size = min(max(wanted, 1), 1 << 16)
      var buffer = [UInt8](repeating: 0, count: size)
      let count = Glibc.read(descriptor, &buffer, size)
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      guard count > 0 else {
        isAtEnd = true
        break
      }
      kept.append(contentsOf: buffer[..<count])
      return true
    }
    return false
  }

  /// Whether there is something to read, or the end, within so many milliseconds.
  private func waits(_ milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }
}
