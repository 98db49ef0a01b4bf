/// What the header of an uncompressed file says of how many bytes of samples follow, and how many do.
///
/// Programs that write to a pipe leave 0 or the largest number there: both mean to the end. What libsndfile makes of such
/// sizes, and of a file that was cut off, differs from format to format; it is shown the size that is true.
struct DataSize {
  /// Where the samples lie, and how their size stands in the header.
  let field: SizeField
  /// Bytes of samples that the header promises; nil if its number only means to the end.
  let promised: Int?
  /// Bytes of samples that the file holds, up to the promised ones.
  let held: Int
  /// Where another file's header follows behind what the header counts; nil if none does.
  let next: Int?
  /// More sound follows behind what the header counts.
  let isFollowed: Bool
  /// The bytes of the size as it should be, and their place in the file; nil if it is right.
  let correction: (place: Int, bytes: [UInt8])?

  /// Reads the header that begins at a place; nil if it is of a format that is not looked into, or has no samples.
  ///
  /// - Parameter known: where the size stands, if that was looked for before.
  init?(_ file: FileBytes, from start: Int, field known: SizeField? = nil) {
    var window = ByteWindow(file)
    guard let field = known ?? SizeField(&window, from: start, size: file.size),
      let number = window.number(at: field.place, count: field.count, isBigEndian: field.isBigEndian)
    else { return nil }
    self.field = field
    let rest = file.size - field.samples
    let own = Int(clamping: number) - field.more
    let isEmpty = own <= 0 && Self.holdsChunks(&window, field, size: file.size)
    let isUnknown = (own <= 0 && rest > 0 && !isEmpty) || field.meansToTheEnd(number)
    promised = isUnknown ? nil : max(0, own)
    if isUnknown || own > rest {
      next = file.next(like: start, from: field.samples)
      isFollowed = next != nil
      held = (next ?? file.size) - field.samples
    } else {
      let end = field.samples + max(0, own)
      let padding = field.chunks.map { (max(0, own) + field.more) % $0.alignment } ?? 0
      let alignment = field.chunks?.alignment ?? 1
      let behind = BehindSound(
        file, from: end + (padding == 0 ? 0 : alignment - padding), form: field.chunks,
        sound: window.holds("FORM", at: start) ? "SSND" : "data")
      (next, isFollowed) = (behind.next, behind.isMore)
      held = max(0, own)
    }
    // The largest number is what a file of more than its field can count keeps.
    let right = min(UInt64(held + field.more), field.largest)
    let isWrong = isUnknown || own > rest
    correction = isWrong && right != number ? (field.place, field.bytes(of: right)) : nil
  }

  /// Whether behind the beginning of the samples there are chunks to the file's end: then there are no samples.
  private static func holdsChunks(_ window: inout ByteWindow, _ field: SizeField, size: Int) -> Bool {
    guard let form = field.chunks, form.alignment > 1 else { return false }
    let last = form.chunks(&window, from: field.samples, size: size).last
    let end = last.map { form.next(behind: $0) } ?? field.samples
    return (size...size + 1).contains(end)
  }
}
