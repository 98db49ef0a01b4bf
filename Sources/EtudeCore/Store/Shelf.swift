import Glibc
import Synchronization

/// The results of one kind: segments in one folder, and where in them each result lies.
final class Shelf: Sendable {
  /// The beginning of a key, which is enough to look a result up: its sum is begun with the whole of it.
  private struct Name: Hashable {
    let words: SIMD2<UInt64>

    init(_ key: Digest) {
      words = key.bytes.withUnsafeBytes {
        SIMD2($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      }
    }
  }

  struct Location {
    let segment: Int
    /// Its line's place in the index.
    let line: Int
    let place: Int
    let count: Int
    let sum: UInt64
  }

  private struct Segment {
    let name: String
    var file: SegmentFile?
    /// Bytes of its index that are known.
    var known = 0
    var isTouched = false
  }

  private struct State {
    var segments: [Segment] = []
    var places: [String: Int] = [:]
    var locations: [Name: Location] = [:]
    var isLoaded = false
    var writer: SegmentWriter?
    var flushed = ContinuousClock.now
  }

  let folder: String
  private let kind: ResultKind
  private let room: Int
  private let disk: StoreDisk
  private let isFresh: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - room: bytes of data from which on a segment is full.
  ///   - isFresh: whether what others have stored is passed over.
  init(_ kind: ResultKind, folder: String, room: Int, isFresh: Bool, disk: StoreDisk) {
    self.kind = kind
    self.folder = folder
    self.room = room
    self.isFresh = isFresh
    self.disk = disk
  }

  /// Where a result lies, and the file in which it does.
  func find(_ key: Digest) -> (location: Location, file: SegmentFile)? {
    state.withLock { state in
      if !state.isLoaded { load(&state) }
      guard let location = state.locations[Name(key)] else { return nil }
      if state.segments[location.segment].file == nil {
        state.segments[location.segment].file = SegmentFile(
          reading: "\(folder)/\(state.segments[location.segment].name).data")
      }
      guard let file = state.segments[location.segment].file else { return nil }
      if !state.segments[location.segment].isTouched {
        state.segments[location.segment].isTouched = true
        file.touch()
      }
      return (location, file)
    }
  }

  /// Takes note of what other programs have stored since.
  func refresh() { state.withLock { load(&$0) } }

  /// Keeps a result; whether a segment was begun for it.
  func keep(_ bytes: UnsafeRawBufferPointer, under key: Digest, _ cancellation: Cancellation) -> Bool {
    // They are only read, and only until this returns.
    nonisolated(unsafe) let bytes = bytes
    return state.withLock { state in
      var hasBegun = false
      if let writer = state.writer, writer.dataEnd >= room { state.writer = nil }
      if state.writer == nil {
        state.writer = SegmentWriter(folder: folder, room: room, disk: disk)
        hasBegun = state.writer?.dataEnd == 0
      }
      guard let entry = state.writer?.append(bytes, under: key, cancellation), let writer = state.writer
      else { return hasBegun }
      let segment = place(of: writer.name, &state)
      state.segments[segment].isTouched = true
      state.locations[Name(key)] = Location(
        segment: segment, line: writer.indexEnd - StoreEntry.size, place: entry.place, count: entry.count,
        sum: entry.sum)
      if kind.isCostly, state.flushed.duration(to: .now) > .seconds(1) {
        writer.flush()
        state.flushed = .now
      }
      return hasBegun
    }
  }

  /// Strikes a damaged result out, for all programs.
  func strike(_ key: Digest, _ location: Location) {
    state.withLock { state in
      if state.locations[Name(key)]?.line == location.line { state.locations[Name(key)] = nil }
      let path = "\(folder)/\(state.segments[location.segment].name).index"
      guard let index = disk.open(path, create: false).map(SegmentFile.init) else { return }
      let nothing = [UInt8](repeating: 0, count: StoreEntry.size)
      _ = nothing.withUnsafeBytes { disk.write($0, to: index.descriptor, at: location.line) }
    }
  }

  /// Forgets all, so that what is on the disk is looked at again.
  func forget() { state.withLock { $0 = State() } }

  private func place(of name: String, _ state: inout State) -> Int {
    if let place = state.places[name] { return place }
    state.segments.append(Segment(name: name))
    state.places[name] = state.segments.count - 1
    return state.segments.count - 1
  }

  /// Reads what is new in every index.
  private func load(_ state: inout State) {
    state.isLoaded = true
    if isFresh { return }
    for file in Folder.names(in: folder) where file.hasSuffix(".index") {
      let segment = place(of: String(file.dropLast(6)), &state)
      let known = state.segments[segment].known
      guard let index = SegmentFile(reading: "\(folder)/\(file)") else { continue }
      let size = index.size / StoreEntry.size * StoreEntry.size
      guard size > known else { continue }
      var lines = [UInt8](repeating: 0, count: size - known)
      let count =
        lines.withUnsafeMutableBytes { index.fill($0, from: known) } / StoreEntry.size * StoreEntry.size
      if known == 0 { state.locations.reserveCapacity(state.locations.count + count / StoreEntry.size) }
      lines.withUnsafeBytes { lines in
        for start in stride(from: 0, to: count, by: StoreEntry.size) {
          let line = UnsafeRawBufferPointer(rebasing: lines[start..<start + StoreEntry.size])
          guard let entry = StoreEntry(line) else { continue }
          state.locations[Name(entry.key)] = Location(
            segment: segment, line: known + start, place: entry.place, count: entry.count, sum: entry.sum)
        }
      }
      state.segments[segment].known = known + count
    }
  }
}
