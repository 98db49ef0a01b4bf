import Glibc

/// The bytes of a pipe, in the order in which they arrive; the first ones can be gone back to as long as they are kept.
///
/// libsndfile goes to and fro while it reads a header, and looks for more behind the sound: there is nothing there yet.
final class ArrivingBytes: PlacedBytes {
  /// What libsndfile is told: more than ever arrives.
  static let claimedCount = 1 << 48
  /// A header whose form is not known is found in so many bytes or not at all.
  private static let headerLimit = 1 << 20

  private let descriptor: Int32
  private let isStopped: @Sendable () -> Bool
  private var kept: [UInt8] = []
  /// The place of the first kept byte.
  private var start = 0
  private var isAtEnd = false
  private(set) var position = 0
  /// Where the sound ends by its header; nil if that is not known.
  private var endOfSound: Int?
  /// Whether what was read is kept, so that it can be gone back to.
  var keepsAll = true

  init(descriptor: Int32, isStopped: @escaping @Sendable () -> Bool) {
    self.descriptor = descriptor
    self.isStopped = isStopped
  }

  /// Bytes from a place on, of those that are kept or come; fewer than `count` if no more arrive.
  func bytes(at place: Int, count: Int) -> ArraySlice<UInt8> {
    while start + kept.count < place + count, fetch(place + count - start - kept.count) {}
    return kept.dropFirst(place - start).prefix(count)
  }

  /// Bytes that can be had without waiting.
  var available: Int {
    var waiting: Int32 = 0
    guard !isAtEnd, ioctl(descriptor, UInt(FIONREAD), &waiting) == 0 else { return 0 }
    return start + kept.count - position + Int(waiting)
  }

  /// Looks where the header says that the sound lies; waits for the header, and for nothing behind it.
  ///
  /// What lies behind the sound is then not waited for while the header is read. A length that means to the end, as
  /// programs write that cannot go back to it, becomes the largest.
  func findSound() {
    var header = self
    guard let field = SizeField(&header, from: 0, size: Self.headerLimit), field.isComplete,
      let number = header.number(at: field.place, count: field.count, isBigEndian: field.isBigEndian)
    else { return }
    let own = Int(clamping: number) - field.more
    guard own <= 0 || field.meansToTheEnd(number) else {
      endOfSound = field.samples + min(own, Self.claimedCount)
      return
    }
    let largest = min(field.largest, UInt64(Self.claimedCount))
    kept.replaceSubrange(field.place..<field.place + field.count, with: field.bytes(of: largest))
    endOfSound = field.samples + Int(largest) - field.more
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
    if keepsAll && position >= endOfSound ?? (start + kept.count + Self.headerLimit + 1) { return 0 }
    while start + kept.count < position + wanted, fetch(position + wanted - start - kept.count) {
      if !keepsAll { drop(position - start) }
    }
    let first = position - start
    let count = min(wanted, kept.count - first)
    guard count > 0 else { return 0 }
    UnsafeMutableRawBufferPointer(start: target, count: count).copyBytes(from: kept[first..<first + count])
    position += count
    if !keepsAll { drop(first + count) }
    return count
  }

  /// Keeps so many of the first bytes no longer.
  private func drop(_ count: Int) {
    let passed = min(count, kept.count)
    kept.removeFirst(passed)
    start += passed
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
