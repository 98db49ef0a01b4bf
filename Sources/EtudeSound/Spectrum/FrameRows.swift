import EtudeCore

/// Frames that come piece by piece, put where they belong, so that they are held once: `[bands, room]`.
struct FrameRows {
  /// Most numbers that are held: 4 GiB of them.
  static let most = 1 << 30

  private let bands: Int
  private(set) var count = 0
  private var room: Int
  private var values: [Float]

  /// - Parameter room: frames to expect; memory that no frame fills is never touched.
  init(bands: Int, room: Int) {
    self.bands = bands
    self.room = room
    values = Self.memory(bands * room)
  }

  /// Puts frames behind those that are there.
  mutating func append(_ piece: Frames) {
    if count + piece.count > room { widen(to: max(2 * room, count + piece.count)) }
    values.withUnsafeMutableBufferPointer { target in
      piece.values.withUnsafeBufferPointer { source in
        guard let target = target.baseAddress, let source = source.baseAddress else { return }
        for band in 0..<bands {
          (target + band * room + count).update(from: source + band * piece.count, count: piece.count)
        }
      }
    }
    count += piece.count
  }

  /// Gives the values away, `[bands, count]`, and holds none any more; they mean nothing once the cancellation is requested.
  mutating func take(_ cancellation: Cancellation) -> [Float] {
    values.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, count < room else { return }
      for band in 1..<max(1, bands) where !cancellation.isRequested {
        (start + band * count).update(from: start + band * room, count: count)
      }
    }
    values.removeLast(bands * (room - count))
    defer { (values, count, room) = ([], 0, 0) }
    return values
  }

  private mutating func widen(to wider: Int) {
    var other = FrameRows(bands: bands, room: wider)
    values.withUnsafeMutableBufferPointer { source in
      other.values.withUnsafeMutableBufferPointer { target in
        guard let target = target.baseAddress, let source = source.baseAddress else { return }
        for band in 0..<bands { (target + band * wider).update(from: source + band * room, count: count) }
      }
    }
    other.count = count
    self = other
  }

  /// Room for floats that are all written before they are read.
  private static func memory(_ count: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { $1 = count }
  }
}
