import EtudeCore
import EtudeData
import FoundationEssentials

/// How an index lies on disk: a safetensors file, so that other programs read it too.
///
/// Tensors: `rows` (float32, `[songs, dimensions]`, each of length 1, filled up with zeros to a multiple of 16),
/// `mean` `[source]` and `directions` `[dimensions, source]` (float32), `digests` `[songs, 32]` and `songs`, a line of
/// JSON each (bytes). The metadata begin with the SHA-256 of the whole file as it is with that digest's digits zero: a
/// file of which any byte has changed is refused.
extension LibraryIndex {
  /// Writes the index whole.
  /// - Parameter place: how the file calls the file of a path.
  public func write(to path: String, file place: (String) -> String = { $0 }) throws {
    let lines = try records.lines(file: place)
    let parts: [(IndexHeader.Part, any ContiguousBytesConvertible)] = [
      (.init("rows", "F32", [count, embeddings.stride * 16]), VectorBytes(vectors: embeddings.rows)),
      (.init("mean", "F32", [reduction.mean.count]), reduction.mean),
      (.init("directions", "F32", [dimensions, sourceDimensions]), reduction.directions),
      (.init("digests", "U8", [count, 32]), records.digests), (.init("songs", "U8", [lines.count]), lines),
    ]
    var notes = notes
    notes["dimensions"] = "\(dimensions)"
    notes["variance"] = "\(variance)"
    notes["writer"] = "etude \(Etude.version)"
    var header = try IndexHeader.bytes(parts.map(\.0), notes: notes)
    var digester = Digester()
    digester.append(raw: header)
    for part in parts { digester.append(raw: part.1) }
    header.replaceSubrange(IndexHeader.digestPlace, with: digester.finish().hex.utf8)
    try WholeFile.write(to: path) { descriptor in
      try WholeFile.append(header, to: descriptor, of: path)
      for part in parts { try WholeFile.append(part.1, to: descriptor, of: path) }
    }
  }

  /// Reads an index that `write` wrote; songs' relative paths start at the file's folder.
  /// - Throws: `Failure.input` with the reason if the file is missing, damaged or no index.
  public init(reading path: String) throws {
    let file = try IndexReader(path)
    func flaw(_ reason: String) -> Failure {
      .input("cannot read \(path): \(reason)", fix: "copy it again, or make it again: index library")
    }
    guard let header = try file.header() else { throw flaw("it is no index of Étude's") }
    guard let rows = try header.size("rows", file).flatMap({ try file.vectors($0) }),
      let mean: [Float] = try file.numbers(header.size("mean", file)),
      let directions: [Float] = try file.numbers(header.size("directions", file)),
      let digests: [UInt8] = try file.numbers(header.size("digests", file)),
      let lines: [UInt8] = try file.numbers(header.size("songs", file))
    else { throw flaw("it is cut off or damaged") }
    guard file.isWhole else { throw flaw("it is damaged: its digest does not match") }
    let records = SongRecords(lines: lines, digests: digests, folder: Paths.folder(of: path))
    let dimensions = header.notes["dimensions"].flatMap { Int($0) } ?? 0
    let stride = (dimensions + 15) / 16
    guard digests.count == records.count * 32, rows.count == records.count * stride,
      directions.count == mean.count * dimensions, records.count > 0
    else { throw flaw("its parts do not fit each other") }
    self.init(
      notes: header.notes,
      embeddings: EmbeddingIndex(
        UnitRows(vectors: rows, count: records.count, dimensions: dimensions)),
      reduction: Reduction(
        mean: mean, directions: directions, share: header.notes["variance"].flatMap { Double($0) } ?? 0),
      records: records)
  }
}

/// Vectors as the bytes of their floats.
private struct VectorBytes: ContiguousBytesConvertible {
  let vectors: [SIMD16<Float>]
  func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { vectors.withUnsafeBytes(body) }
}

/// What stands before the numbers.
struct IndexHeader: Decodable {
  /// A tensor's name, type and shape.
  struct Part {
    let name: String
    let type: String
    let shape: [Int]

    init(_ name: String, _ type: String, _ shape: [Int]) {
      self.name = name
      self.type = type
      self.shape = shape
    }

    var byteCount: Int { shape.reduce(type == "F32" ? 4 : 1, *) }
  }

  private struct Place: Decodable {
    let shape: [Int]
    // swift-format-ignore: the format's own name
    let data_offsets: [Int]
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private static let start = "{\"__metadata__\":{\"digest\":\"sha256:"
  /// Where in the file the digest's digits are.
  static let digestPlace = 8 + start.utf8.count..<8 + start.utf8.count + 64

  /// Whether a file begins as an index does.
  static func opens(_ bytes: [UInt8]) -> Bool { bytes.dropFirst(8).starts(with: start.utf8) }

  /// The bytes of a header for parts that follow in this order, the digest's digits zero, filled up to 64 bytes.
  static func bytes(_ parts: [Part], notes: [String: String]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let metadata = String(decoding: try encoder.encode(notes).dropFirst(), as: UTF8.self)
    var text = start + String(repeating: "0", count: 64) + "\"," + metadata
    var end = 0
    for part in parts {
      let shape = part.shape.map(String.init).joined(separator: ",")
      text += ",\"\(part.name)\":{\"dtype\":\"\(part.type)\",\"shape\":[\(shape)],"
      text += "\"data_offsets\":[\(end),\(end + part.byteCount)]}"
      end += part.byteCount
    }
    text += "}"
    text += String(repeating: " ", count: (64 - (8 + text.utf8.count) % 64) % 64)
    return withUnsafeBytes(of: UInt64(text.utf8.count).littleEndian) { Array($0) } + Array(text.utf8)
  }

  let notes: [String: String]
  private let places: [String: Place]

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    var places: [String: Place] = [:]
    for key in container.allKeys where key.stringValue != "__metadata__" {
      places[key.stringValue] = try container.decode(Place.self, forKey: key)
    }
    self.places = places
    var notes = try container.decode([String: String].self, forKey: Name(stringValue: "__metadata__"))
    for own in ["digest", "writer"] { notes[own] = nil }
    self.notes = notes
  }

  /// Bytes of the part that is to come next; nil if there is none of that name, or it does not lie there.
  func size(_ name: String, _ file: IndexReader) -> Int? {
    guard let offsets = places[name]?.data_offsets, offsets.count == 2, offsets[0] == file.dataOffset,
      offsets[1] >= offsets[0], offsets[1] - offsets[0] <= file.left
    else { return nil }
    return offsets[1] - offsets[0]
  }
}
