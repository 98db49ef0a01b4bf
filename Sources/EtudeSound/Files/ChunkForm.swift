/// How a format writes its chunks: a name, the size of what follows, and that.
struct ChunkForm {
  /// Bytes of the name, of which the first four are letters, and of the size.
  let nameBytes: Int
  let sizeBytes: Int
  let isBigEndian: Bool
  /// The size counts the name and itself.
  let countsHead: Bool
  /// A chunk begins at a multiple of so many bytes from where the first one does.
  let alignment: Int

  static let littleEndian = ChunkForm(
    nameBytes: 4, sizeBytes: 4, isBigEndian: false, countsHead: false, alignment: 2)
  static let bigEndian = ChunkForm(
    nameBytes: 4, sizeBytes: 4, isBigEndian: true, countsHead: false, alignment: 2)
  static let caf = ChunkForm(nameBytes: 4, sizeBytes: 8, isBigEndian: true, countsHead: false, alignment: 1)
  static let wave64 = ChunkForm(
    nameBytes: 16, sizeBytes: 8, isBigEndian: false, countsHead: true, alignment: 8)

  /// One chunk: its name, and where it, what it contains and the next one begin.
  struct Chunk {
    let name: String
    let place: Int
    let contents: Int
    /// Bytes that it says to contain, at least 0.
    let count: Int

    var end: Int { contents + count }
  }

  /// Bytes before a chunk's contents.
  var head: Int { nameBytes + sizeBytes }

  /// The chunk at a place; nil if its name is not of letters, digits and signs, or what there is ends before its contents.
  func chunk(_ bytes: inout some PlacedBytes, at place: Int) -> Chunk? {
    let name = bytes.bytes(at: place, count: 4)
    guard name.count == 4, name.allSatisfy({ (32..<127).contains($0) }),
      let number = bytes.number(at: place + nameBytes, count: sizeBytes, isBigEndian: isBigEndian)
    else { return nil }
    // A damaged number may be too large to count on with.
    let size = min(Int(clamping: number), Int.max / 4)
    return Chunk(
      name: String(decoding: name, as: UTF8.self), place: place, contents: place + head,
      count: max(0, size - (countsHead ? head : 0)))
  }

  /// Where the chunk behind one begins.
  func next(behind chunk: Chunk) -> Int {
    chunk.contents + (chunk.count + alignment - 1) / alignment * alignment
  }

  /// The first chunk of a name, from a place on, that begins before `size`.
  func chunk(_ name: String, _ bytes: inout some PlacedBytes, from start: Int, size: Int) -> Chunk? {
    var place = start
    for _ in 0..<1000 where place + head <= size {
      guard let chunk = chunk(&bytes, at: place), chunk.name == name || chunk.count < size else { return nil }
      if chunk.name == name { return chunk }
      place = next(behind: chunk)
    }
    return nil
  }

  /// All chunks from a place on, up to one that reaches beyond `size` or what is none.
  func chunks(_ bytes: inout some PlacedBytes, from start: Int, size: Int) -> [Chunk] {
    var chunks: [Chunk] = []
    var place = start
    while chunks.count < 1000, place + head <= size, let chunk = chunk(&bytes, at: place) {
      chunks.append(chunk)
      place = next(behind: chunk)
    }
    return chunks
  }
}
