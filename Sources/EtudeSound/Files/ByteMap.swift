/// The bytes that decoders are shown of a file: runs of it, joined, with some written over.
///
/// What is damaged or no sound is left out so, and a header is told a length that it does not say; the file stays as it is.
struct ByteMap {
  /// Where each run begins among the bytes shown, and where it lies in the file.
  private let runs: [(place: Int, file: Range<Int>)]
  private let written: [(place: Int, bytes: [UInt8])]
  /// Bytes shown.
  let count: Int

  /// - Parameter written: bytes by their places in the file, each in one of the runs.
  init(_ runs: [Range<Int>], writing written: [(place: Int, bytes: [UInt8])] = []) {
    var count = 0
    var places: [(Int, Range<Int>)] = []
    for run in runs where !run.isEmpty {
      places.append((count, run))
      count += run.count
    }
    self.runs = places
    self.written = written.compactMap { place, bytes in
      places.first { $0.1.contains(place) }.map { ($0.0 + place - $0.1.lowerBound, bytes) }
    }
    self.count = count
  }

  /// The part of the file that is shown from a place on; nil past the end.
  func run(at place: Int) -> Range<Int>? {
    guard place >= 0, place < count else { return nil }
    var (low, high) = (0, runs.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].place <= place { low = middle } else { high = middle }
    }
    let run = runs[low]
    return run.file.lowerBound + (place - run.place)..<run.file.upperBound
  }

  /// Writes over `count` bytes that were copied from a place on.
  func overwrite(_ target: UnsafeMutableRawPointer, at place: Int, count: Int) {
    for (start, bytes) in written where start < place + count && start + bytes.count > place {
      for (offset, byte) in bytes.enumerated() where (place..<place + count).contains(start + offset) {
        target.storeBytes(of: byte, toByteOffset: start + offset - place, as: UInt8.self)
      }
    }
  }
}
