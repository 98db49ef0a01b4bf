import EtudeCore

/// Where the frames of an MPEG audio file (MP3, MP2, MP1) lie, found by going from header to header.
///
/// libmpg123 gives up where more than a kilobyte is no frame. It is shown the frames alone, and so goes on behind damage
/// and begins behind what is no sound.
struct MPEGFrames {
  /// Bytes of the file that are frames, in runs.
  private(set) var runs: [Range<Int>] = []
  /// Frames of sound.
  private(set) var count = 0
  /// How many frames lie before each damaged place.
  private(set) var damage: [Int] = []
  /// The file ends within a frame.
  private(set) var isCutOff = false
  /// Behind the frames another stream of MPEG audio begins, or a file of another kind.
  private(set) var isFollowed = false
  /// What the first frame says of the whole, if it is a tag.
  private(set) var tag: Tag?
  /// The first frame's header.
  let header: MPEGFrameHeader

  /// The tag in a first frame (Xing; LAME's is named Info).
  struct Tag {
    /// Where it stands in its frame.
    let place: Int
    /// Frames that it promises; nil if it says nothing.
    let frames: Int?
    /// Bytes that it promises, from its own frame on; nil if it says nothing.
    let bytes: Int?
  }

  /// Frames that begin a stream one after the other; fewer might lie in any bytes.
  private static let surely = 4
  /// Bytes of an ID3 tag of the first version.
  private static let shortTag = 128
  /// What stands before the first frame is no longer than this.
  private static let longestBeginning = 16 << 20

  private let file: FileBytes
  private var window: ByteWindow
  private let end: Int

  /// Goes through a file, or the part of it in which another kind of file holds such a stream; nil if there is none.
  /// Throws `Failure.interrupted`.
  init?(_ file: FileBytes, in part: Range<Int>? = nil, cancellation: Cancellation) throws {
    self.file = file
    window = ByteWindow(file)
    end = part?.upperBound ?? Self.endOfSound(file)
    let tag = ID3Tag.length(window.bytes(at: 0, count: ID3Tag.head))
    // A tag that is longer than its file has lost its size.
    let start = part?.lowerBound ?? (tag < end ? tag : 0)
    guard let (place, header) = Self.beginning(&window, from: start, end: end) else { return nil }
    self.header = header
    try walk(from: place, cancellation)
    if count == 0 { return nil }
  }

  /// Seconds of sound before each damaged place.
  var damagedSeconds: [Double] { damage.map { Double($0 * header.samples) / Double(header.rate) } }

  /// The tag promises more frames than there are, and not because some are damaged. Some programs count the tag's own.
  var lacksFrames: Bool { damage.isEmpty && count + 1 < tag?.frames ?? 0 }

  /// Whether libmpg123 knows by the tag how long the sound is.
  var isAsLongAsItSays: Bool { tag?.frames.map { damage.isEmpty && !isCutOff && count >= $0 } ?? false }

  /// Sample frames that the tag promises, of as many as libmpg123 takes from it.
  func promised(of tagged: Int) -> Int { tag?.frames == nil ? 0 : tagged }

  /// What libmpg123 is shown: the frames, and in the tag how many they are if it says fewer: it would end there.
  var shown: ByteMap {
    var written: [(place: Int, bytes: [UInt8])] = []
    if let tag, let frames = tag.frames, count > frames + 1 {
      func bytes(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
      }
      let place = (runs.first?.lowerBound ?? 0) + tag.place
      written.append((place + 8, bytes(count)))
      if tag.bytes != nil { written.append((place + 12, bytes(runs.reduce(0) { $0 + $1.count }))) }
    }
    return ByteMap(runs, writing: written)
  }

  private mutating func walk(from start: Int, _ cancellation: Cancellation) throws {
    var place = start
    var looked = 0
    while place < end {
      looked += 1
      if looked & 1023 == 0, cancellation.isRequested { throw Failure.interrupted }
      if let frame = frame(at: place) {
        take(frame, at: place)
        place += frame.bytes
      } else if case let length = ID3Tag.length(window.bytes(at: place, count: ID3Tag.head)), length > 0 {
        // Files that were joined have their tags between them.
        place += length
      } else if window.holds("TAG", at: place) {
        place += Self.shortTag
      } else if beginsOther(at: place) {
        isFollowed = true
        return
      } else if let next = try nextFrame(from: place + 1, cancellation) {
        damage.append(count)
        place = next
      } else {
        finish(at: place)
        return
      }
    }
  }

  private mutating func take(_ frame: MPEGFrameHeader, at place: Int) {
    if let tag = tag(of: frame, at: place) {
      // A tag behind the first is of a file that was joined to this one.
      guard runs.isEmpty else { return }
      self.tag = tag
    } else {
      count += 1
    }
    if let last = runs.last, last.upperBound == place {
      runs[runs.count - 1] = last.lowerBound..<place + frame.bytes
    } else {
      runs.append(place..<place + frame.bytes)
    }
  }

  /// What is left holds no frame that is followed by another.
  private mutating func finish(at place: Int) {
    guard let frame = own(at: place) else {
      let rest = window.bytes(at: place, count: min(1 << 12, end - place))
      if rest.contains(where: { $0 != 0 }) { damage.append(count) }
      return
    }
    if place + frame.bytes > end {
      isCutOff = true
    } else {
      take(frame, at: place)
      let behind = BehindSound(file, from: place + frame.bytes)
      isFollowed = behind.next != nil
    }
  }

  /// Whether at a place a stream of another kind than this one begins, or a file that is no MPEG audio.
  private mutating func beginsOther(at place: Int) -> Bool {
    if file.begins(&window, at: place) { return true }
    guard let word = window.word(at: place), let other = MPEGFrameHeader(word), other.kind != header.kind
    else {
      return false
    }
    return Self.frames(&window, from: place, of: other.kind).count == Self.surely
  }

  /// The header of a frame of this stream.
  private mutating func own(at place: Int) -> MPEGFrameHeader? {
    guard let word = window.word(at: place), let frame = MPEGFrameHeader(word), frame.kind == header.kind
    else { return nil }
    return frame
  }

  /// The same of one behind which the sound ends, or another frame or a tag follows.
  private mutating func frame(at place: Int) -> MPEGFrameHeader? {
    guard let frame = own(at: place) else { return nil }
    let next = place + frame.bytes
    guard next != end else { return frame }
    let isFrame =
      own(at: next) != nil || ["ID3", "TAG"].contains { window.holds($0, at: next) } || beginsOther(at: next)
    return isFrame ? frame : nil
  }

  private mutating func nextFrame(from start: Int, _ cancellation: Cancellation) throws -> Int? {
    var place = start
    while let found = window.first(0xFF, from: place, to: end) {
      if frame(at: found) != nil { return found }
      place = found + 1
      if place & 0xFFF == 0, cancellation.isRequested { throw Failure.interrupted }
    }
    return nil
  }

  private mutating func tag(of frame: MPEGFrameHeader, at place: Int) -> Tag? {
    guard let usual = frame.placeOfTag else { return nil }
    // A checksum moves it by its two bytes.
    for inside in [usual, usual + 2]
    where window.holds("Xing", at: place + inside) || window.holds("Info", at: place + inside) {
      let flags = window.word(at: place + inside + 4) ?? 0
      let numbers = [8, 12].map { window.word(at: place + inside + $0).map { Int($0) } }
      // Flags, then the frames (flag 1) and the bytes (flag 2).
      return Tag(
        place: inside, frames: flags & 1 != 0 ? numbers[0] : nil,
        bytes: flags & 3 == 3 ? numbers[1] : nil)
    }
    return nil
  }

  /// Where the first frame is: of several, one after the other, or of all there are.
  private static func beginning(
    _ window: inout ByteWindow, from start: Int, end: Int
  ) -> (Int, MPEGFrameHeader)? {
    var place = start
    let limit = min(end, start + longestBeginning)
    while let found = window.first(0xFF, from: place, to: limit) {
      place = found + 1
      guard let word = window.word(at: found), let first = MPEGFrameHeader(word) else { continue }
      let (frames, next) = frames(&window, from: found, of: first.kind)
      if frames == surely || (found == start && frames > 0 && next >= end) { return (found, first) }
    }
    return nil
  }

  /// How many frames of a kind follow one another from a place on, of so many as make a stream sure, and where they end.
  private static func frames(
    _ window: inout ByteWindow, from place: Int, of kind: UInt32
  ) -> (count: Int, end: Int) {
    var next = place
    var count = 0
    while count < surely, let word = window.word(at: next), let header = MPEGFrameHeader(word),
      header.kind == kind
    {
      count += 1
      next += header.bytes
    }
    return (count, next)
  }

  /// Where tags at the end begin: ID3 of the first version, APE.
  private static func endOfSound(_ file: FileBytes) -> Int {
    var end = file.size
    if file.bytes(at: end - shortTag, count: 3).elementsEqual("TAG".utf8) { end -= shortTag }
    let footer = file.bytes(at: end - 32, count: 32)
    if footer.count == 32, footer.starts(with: "APETAGEX".utf8) {
      let size = footer[12..<16].reversed().reduce(0) { $0 << 8 | Int($1) }
      let hasHeader = footer[23] & 0x80 != 0
      end = max(0, end - size - (hasHeader ? 32 : 0))
    }
    return end
  }
}
