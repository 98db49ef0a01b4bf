/// What the header of an uncompressed file says of how many bytes of samples follow, and how many do.
///
/// Programs that write to a pipe leave 0 or the largest number there: both mean to the end. What libsndfile makes of such
/// sizes, and of a file that was cut off, differs from format to format; it is shown the size that is true.
struct DataSize {
  /// Bytes of samples that the header promises; nil if its number only means to the end.
  let promised: Int?
  /// Bytes of samples that the file holds, up to the promised ones.
  let held: Int
  /// Where another file's header follows behind what the header counts; nil if none does.
  let next: Int?
  /// Another file's header follows behind what the header counts.
  var isFollowed: Bool { next != nil }
  /// The bytes of the size as it should be, and their place in the file; nil if it is right.
  let correction: (place: Int, bytes: [UInt8])?

  /// Reads the header that begins at a place; nil if it is of a format that is not looked into, or has no samples.
  init?(_ file: FileBytes, from start: Int) {
    var window = ByteWindow(file)
    guard let field = SizeField(&window, from: start, size: file.size),
      let number = window.number(at: field.place, count: field.count, isBigEndian: field.isBigEndian)
    else { return nil }
    let rest = file.size - field.samples
    let own = Int(clamping: number) - field.more
    let isEmpty = own <= 0 && Self.holdsChunks(&window, field, size: file.size)
    let isUnknown = (own <= 0 && rest > 0 && !isEmpty) || field.meansToTheEnd(number)
    promised = isUnknown ? nil : max(0, own)
    held = isUnknown ? rest : min(max(0, own), rest)
    // Behind the samples there may be more chunks of the same file. A damaged number may be too large to count on with.
    let ends = isUnknown || own > rest ? [] : [field.samples + own + own % 2]
    next = (ends + [isUnknown ? nil : Self.end(&window, of: start, field)]).compactMap(\.self).first { end in
      ["RIFF", "RF64", "FORM", ".snd"].contains { window.holds($0, at: end) }
    }
    // The largest number is what a file of more than its field can count keeps.
    let right = min(UInt64(held + field.more), field.largest)
    let isWrong = isUnknown || own > rest
    correction = isWrong && right != number ? (field.place, field.bytes(of: right)) : nil
  }

  /// Where the whole file ends by its header; nil if it has no such number.
  private static func end(_ window: inout ByteWindow, of start: Int, _ field: SizeField) -> Int? {
    guard field.chunkHead == 8,
      let number = window.number(at: start + 4, count: 4, isBigEndian: field.isBigEndian)
    else { return nil }
    return start + 8 + Int(number) + Int(number % 2)
  }

  /// Whether behind the beginning of the samples there are chunks to the file's end: then there are no samples.
  private static func holdsChunks(_ window: inout ByteWindow, _ field: SizeField, size: Int) -> Bool {
    guard field.chunkHead == 8 else { return false }
    var place = field.samples
    while place + 8 <= size {
      let name = window.bytes(at: place, count: 4)
      guard name.allSatisfy({ (32..<127).contains($0) }),
        let number = window.number(at: place + 4, count: 4, isBigEndian: field.isBigEndian)
      else { return false }
      place += 8 + Int(number) + Int(number % 2)
    }
    return place == size || place == size + 1
  }
}
