import EtudeCore

/// The pages of an Ogg file (RFC 3533), gone through one by one: where the first sound in it lies, and where pages of it are
/// damaged or missing.
struct OggPages {
  /// Pages that follow one another, none of which is damaged or missing.
  struct Run {
    /// Where they lie in the file: parts of it, between which bytes are that are no page.
    fileprivate(set) var parts: [Range<Int>] = []
    /// Sample frames of the sound up to its end, as its last page says; nil if no packet ends in it.
    fileprivate(set) var end: Int?
  }

  /// The pages before the sound, which say how it is to be decoded.
  private(set) var head: [Range<Int>] = []
  /// The sound behind them, nothing missing in each.
  private(set) var runs: [Run] = []
  /// Sample frames that the pages count before those of the sound, of Opus.
  private(set) var preskip = 0
  /// Pages are missing between the head and the first run.
  private(set) var lacksBeginning = false
  /// Places of pages that are damaged or missing: how many sample frames the pages before them end with.
  private(set) var damage: [Int] = []
  /// The most sample frames that a page adds.
  private(set) var longest = 0
  /// Another stream begins behind this one, or another file.
  private(set) var isFollowed = false
  /// The last page says that it is the last.
  private(set) var isEnded = false
  /// Where the sound begins, and where it and what belongs to it ends in the file.
  private let start: Int
  private var end: Int

  /// Goes through a file from where a page begins; nil if none does. Throws `Failure.interrupted`.
  init?(_ file: FileBytes, from start: Int, cancellation: Cancellation) throws {
    var window = ByteWindow(file)
    guard let first = Page(&window, at: start) else { return nil }
    (self.start, end) = (start, file.size)
    preskip = first.preskip
    var place = start
    var headers = first.packetsBeforeSound
    var reached = 0
    var last: UInt32?
    var hasGap = false
    while place < file.size {
      if cancellation.isRequested { throw Failure.interrupted }
      guard let page = Page(&window, at: place) else {
        // The last page may have been cut off, which is no damage in the midst.
        guard let next = Self.next(&window, from: place + 1, size: file.size) else { break }
        if next.isFirst { end = place }
        if !(next.isFirst && isEnded) { damage.append(reached) }
        place = next.place
        continue
      }
      if page.isFirst, last != nil, headers == 0 || page.stream == first.stream {
        end = min(end, place)
        isFollowed = true
        return
      }
      defer { place += page.count }
      guard page.stream == first.stream else { continue }
      if let last, page.number != last &+ 1 {
        hasGap = true
        if damage.last != reached { damage.append(reached) }
        if headers > 0 { return }
      }
      last = page.number
      isEnded = page.isLast
      let range = place..<place + page.count
      if headers > 0 {
        headers = max(0, headers - page.packets)
        head.append(range)
        continue
      }
      if runs.isEmpty { lacksBeginning = hasGap }
      add(range, isNew: runs.isEmpty || hasGap)
      hasGap = false
      if let granule = page.granule {
        runs[runs.count - 1].end = granule
        if granule >= reached {
          longest = max(longest, granule - reached)
          reached = granule
        }
      }
    }
    if isEnded {
      end = min(end, place)
      isFollowed = BehindSound(file, from: place).isMore
    }
  }

  /// What libsndfile is shown: all of the sound, or if some of it is damaged the first run.
  var shown: ByteMap {
    runs.first.flatMap { damage.isEmpty ? nil : shown(run: $0) } ?? ByteMap([start..<end])
  }

  /// What it is shown of one run.
  func shown(run: Run) -> ByteMap { ByteMap(head + run.parts) }

  private mutating func add(_ range: Range<Int>, isNew: Bool) {
    if isNew { runs.append(Run()) }
    let run = runs.count - 1
    if let last = runs[run].parts.last, last.upperBound == range.lowerBound {
      runs[run].parts[runs[run].parts.count - 1] = last.lowerBound..<range.upperBound
    } else {
      runs[run].parts.append(range)
    }
  }

  private static func next(
    _ window: inout ByteWindow, from start: Int, size: Int
  ) -> (place: Int, isFirst: Bool)? {
    var place = start
    while let found = window.first(UInt8(ascii: "O"), from: place, to: size) {
      if window.holds("OggS\0", at: found), let page = Page(&window, at: found) {
        return (found, page.isFirst)
      }
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
  /// It is the first, or the last of its stream.
  let isFirst: Bool
  let isLast: Bool
  /// Packets that end in it.
  let packets: Int
  /// Of a first page, how many packets its stream has before the sound.
  let packetsBeforeSound: Int
  /// Of a first page of Opus, how many sample frames are left out at the beginning.
  let preskip: Int
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
    (isFirst, isLast) = (head[5] & 2 != 0, head[5] & 4 != 0)
    packets = head[27..<27 + segments].count { $0 < 255 }
    let isOpus = window.holds("OpusHead", at: place + 27 + segments)
    packetsBeforeSound = isOpus ? 2 : 3
    let skipped = window.number(at: place + 27 + segments + 10, count: 2, isBigEndian: false)
    preskip = isOpus ? Int(skipped ?? 0) : 0
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
