import Glibc

/// The segment that this program writes to: results one after another in `NAME.data`, a line for each in `NAME.index`.
///
/// A result is written before its line, so a line that is whole tells of a result that is there, or of one that the disk
/// has lost, which its sum finds. One program at a time writes to a segment, held by a lock on its data; a name holds the
/// machine's, so that machines whose locks do not reach each other never write to the same one.
struct SegmentWriter: Sendable {
  let name: String
  private let data: SegmentFile
  private let index: SegmentFile
  private let disk: StoreDisk
  private(set) var dataEnd: Int
  private(set) var indexEnd: Int

  /// Takes up a segment of this machine in which there is room, or begins one; nil where nothing can be written.
  init?(folder: String, room: Int, disk: StoreDisk) {
    let host = Self.host
    for file in Folder.names(in: folder) where file.hasPrefix(host + "-") && file.hasSuffix(".data") {
      let path = "\(folder)/\(file)"
      let name = String(file.dropLast(5))
      guard let data = disk.open(path, create: false).map(SegmentFile.init), data.size < room, data.isTaken(),
        data.isStill(at: path), data.size < room,
        let index = disk.open("\(folder)/\(name).index", create: false).map(SegmentFile.init)
      else { continue }
      (self.name, self.data, self.index, self.disk) = (name, data, index, disk)
      dataEnd = data.size
      indexEnd = index.size / StoreEntry.size * StoreEntry.size
      return
    }
    guard (try? WholeFile.makeFolder(folder)) != nil else { return nil }
    let name = "\(host)-" + String(UInt64.random(in: .min ... .max), radix: 36)
    // The index first: data without an index would never be taken up nor read.
    guard let index = disk.open("\(folder)/\(name).index", create: true).map(SegmentFile.init),
      let data = disk.open("\(folder)/\(name).data", create: true).map(SegmentFile.init), data.isTaken()
    else { return nil }
    (self.name, self.data, self.index, self.disk) = (name, data, index, disk)
    dataEnd = 0
    indexEnd = 0
  }

  /// Writes a result and then its line; nil if it could not be written, or must not be any more.
  mutating func append(
    _ bytes: UnsafeRawBufferPointer, under key: Digest, _ cancellation: Cancellation
  ) -> StoreEntry? {
    let entry = StoreEntry(key: key, place: dataEnd, bytes: bytes)
    for start in stride(from: 0, to: bytes.count, by: ResultStore.piece) {
      let part = UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + ResultStore.piece)])
      guard !cancellation.isRequested, disk.write(part, to: data.descriptor, at: dataEnd + start) else {
        disk.truncate(data.descriptor, to: dataEnd)
        return nil
      }
    }
    guard entry.line.withUnsafeBytes({ disk.write($0, to: index.descriptor, at: indexEnd) }) else {
      disk.truncate(index.descriptor, to: indexEnd)
      disk.truncate(data.descriptor, to: dataEnd)
      return nil
    }
    dataEnd += bytes.count
    indexEnd += StoreEntry.size
    return entry
  }

  /// Waits until the disk has it.
  func flush() {
    fdatasync(data.descriptor)
    fdatasync(index.descriptor)
  }

  /// This machine's name, as far as it can stand in a file's name.
  private static let host: String = {
    var buffer = [CChar](repeating: 0, count: 65)
    guard gethostname(&buffer, 64) == 0 else { return "host" }
    let letters = buffer.prefix { $0 != 0 }.map { Unicode.Scalar(UInt8(bitPattern: $0)) }
    let name = String(
      String.UnicodeScalarView(letters.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }))
    return name.isEmpty ? "host" : name
  }()
}
