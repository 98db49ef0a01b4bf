import EtudeCore

/// The pages of an Ogg file (RFC 3533), gone through one by one: where some are damaged or missing.
struct OggPages {
  /// Places of pages that are damaged or missing: how many sample frames the pages before them end with.
  private(set) var damage: [Int] = []
  /// The most sample frames that a page adds.
  private(set) var longest = 0

  /// Goes through a file. Throws `Failure.interrupted`.
  init(_ file: FileBytes, cancellation: Cancellation) throws {
    var window = ByteWindow(file)
    var place = 0
    var reached = 0
    var numbers: [UInt32: UInt32] = [:]
    while place < file.size {
      if cancellation.isRequested { throw Failure.interrupted }
      guard let page = Page(&window, at: place) else {
        // The last page may have been cut off, which is no damage in the midst.
        guard let next = Self.next(&window, from: place + 1, size: file.size) else { break }
        damage.append(reached)
        place = next
        continue
      }
      if let last = numbers[page.stream], page.number != last &+ 1, damage.last != reached {
        damage.append(reached)
      }
      numbers[page.stream] = page.number
      if let granule = page.granule, granule >= reached {
        longest = max(longest, granule - reached)
        reached = granule
      }
      place += page.count
    }
  }

  private static func next(_ window: inout ByteWindow, from start: Int, size: Int) -> Int? {
    var place = start
    while let found = window.first(UInt8(ascii: "O"), from: place, to: size) {
      if window.holds("OggS\0", at: found), Page(&window, at: found) != nil { return found }
      place = found + 1
    }
    return nil
  }
}

/// A page whose checksum is right.
private struct Page {
  let count: Int
  let stream: UInt32
  let number: UInt32
  /// Sample frames of the stream up to its end; nil if no packet ends in it.
  let granule: Int?

  init?(_ window: inout ByteWindow, at place: Int) {
    guard window.holds("OggS\0", at: place) else { return nil }
    let head = Array(window.bytes(at: place, count: 27 + 255))
    guard head.count >= 27, case let segments = Int(head[26]), head.count >= 27 + segments else { return nil }
    count = 27 + segments + head[27..<27 + segments].reduce(0) { $0 + Int($1) }
    func number(_ place: Int, _ size: Int) -> UInt64 {
      head[place..<place + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
    stream = UInt32(number(14, 4))
    self.number = UInt32(number(18, 4))
    let end = number(6, 8)
    granule = end < 1 << 48 ? Int(end) : nil
    let bytes = window.bytes(at: place, count: count)
    guard bytes.count == count, OggChecksum.of(bytes) == UInt32(number(22, 4)) else { return nil }
  }
}

/// The checksum of an Ogg page: a CRC of 32 bits, polynomial 0x04C11DB7, over the page with zeros in the checksum's place.
private enum OggChecksum {
  /// Four tables, so that four bytes are taken at once.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 4 * 256)
    for byte in 0..<256 {
      var sum = UInt32(byte) << 24
      for _ in 0..<8 { sum = sum << 1 ^ (sum >> 31 == 1 ? 0x04C1_1DB7 : 0) }
      tables[byte] = sum
    }
    for index in 256..<4 * 256 {
      let before = tables[index - 256]
      tables[index] = before << 8 ^ tables[Int(before >> 24)]
    }
    return tables
  }()

  static func of(_ page: ArraySlice<UInt8>) -> UInt32 {
    page.withUnsafeBufferPointer { page in
      tables.withUnsafeBufferPointer { tables in
        func byte(_ index: Int) -> UInt32 { (22..<26).contains(index) ? 0 : UInt32(page[index]) }
        var sum: UInt32 = 0
        let whole = page.count / 4 * 4
        for index in stride(from: 0, to: whole, by: 4) {
          let word = byte(index) << 24 | byte(index + 1) << 16 | byte(index + 2) << 8 | byte(index + 3)
          let mixed = sum ^ word
          sum =
            tables[768 + Int(mixed >> 24)] ^ tables[512 + Int(mixed >> 16 & 255)]
            ^ tables[256 + Int(mixed >> 8 & 255)] ^ tables[Int(mixed & 255)]
        }
        for index in whole..<page.count { sum = sum << 8 ^ tables[Int(sum >> 24 ^ byte(index))] }
        return sum
      }
    }
  }
}
