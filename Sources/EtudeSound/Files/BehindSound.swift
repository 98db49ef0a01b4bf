/// What lies in a file behind the sound that its header counts: chunks, tags and zeros that programs leave there, or more
/// sound.
struct BehindSound {
  /// Where another file begins; nil if none does.
  let next: Int?
  /// There is another file, or more than programs leave there: the header counts too few samples.
  let isMore: Bool

  /// Fewer bytes than these are no sound that anyone misses.
  private static let least = 1024

  /// - Parameters:
  ///   - end: where the sound ends by the header.
  ///   - form: how the format writes the chunks that may follow; nil if it has none.
  ///   - sound: what a chunk of samples is called.
  init(_ file: FileBytes, from end: Int, form: ChunkForm? = nil, sound: String = "data") {
    var window = ByteWindow(file)
    var place = end
    for _ in 0..<1000 where place < file.size {
      if file.begins(&window, at: place) {
        (next, isMore) = (place, true)
        return
      }
      guard let behind = Self.behind(&window, at: place, form, sound, size: file.size) else { break }
      if behind == .max {
        (next, isMore) = (nil, true)
        return
      }
      place = behind
    }
    next = nil
    isMore = Self.isSound(&window, from: place, size: file.size)
  }

  /// Where what begins at a place ends, if it is a chunk or a tag; the largest number if it is a chunk of samples.
  private static func behind(
    _ window: inout ByteWindow, at place: Int, _ form: ChunkForm?, _ sound: String, size: Int
  ) -> Int? {
    let tag = ID3Tag.length(window.bytes(at: place, count: ID3Tag.head))
    if tag > 0 { return place + tag }
    if window.holds("TAG", at: place), size - place <= 128 + 227 { return size }
    if window.holds("APETAGEX", at: place) || window.holds("LYRICSBEGIN", at: place) { return size }
    guard let form, let chunk = Self.chunk(&window, at: place, form, size: size) else { return nil }
    if chunk.name == sound { return chunk.count > 0 ? .max : form.next(behind: chunk) }
    // A last chunk that was cut off is a chunk still, if its name is one of letters.
    let isName = chunk.name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 32
    }
    return chunk.end <= size ? form.next(behind: chunk) : isName ? size : nil
  }

  /// The chunk at a place, or one byte before it: some programs do not fill a chunk up to where the next should begin.
  private static func chunk(
    _ window: inout ByteWindow, at place: Int, _ form: ChunkForm, size: Int
  ) -> ChunkForm.Chunk? {
    let chunk = form.chunk(&window, at: place)
    if form.alignment == 1 || chunk.map({ $0.end <= size }) == true { return chunk }
    let early = form.chunk(&window, at: place - 1)
    return early.map { $0.end <= size } == true ? early : chunk
  }

  /// Whether from a place on there is more than zeros and what is too short for sound.
  private static func isSound(_ window: inout ByteWindow, from start: Int, size: Int) -> Bool {
    var place = start
    while size - place >= least {
      let bytes = window.bytes(at: place, count: min(1 << 14, size - place))
      guard !bytes.isEmpty else { return false }
      if let first = bytes.firstIndex(where: { $0 != 0 }) {
        return size - (place + first - bytes.startIndex) >= least
      }
      place += bytes.count
    }
    return false
  }
}
