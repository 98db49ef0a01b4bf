import EtudeCore
import EtudeSound
import Foundation
import Synchronization
import Testing

/// Sound that arrives through a pipe is read as soon as it is there, whatever its header says of its length.
@Suite("Sound that arrives") struct ArrivingSoundTests {
  private static let rate = 8000
  /// A twentieth of a second, the most sample frames that `SoundStream.next` gives at once.
  private static let block = rate / 20

  /// A header format, and where it keeps how many bytes of samples follow.
  struct Header: Sendable, CustomStringConvertible {
    let description: String
    /// libsndfile's number of the format.
    let number: Int
    /// What the place of the size is counted from; nil from the file's beginning.
    let mark: String?
    let offset: Int
    var bytes = 4
    var isBigEndian = false
    /// What the size counts besides the samples.
    var more = 0
    /// What begins the samples' chunk, and how far behind that the samples begin; nil for AU.
    var sound: (mark: String, offset: Int)? = ("data", 8)
  }

  private static let headers = [
    Header(description: "WAV 16", number: 0x010002, mark: "data", offset: 4),
    Header(description: "WAV float", number: 0x010006, mark: "data", offset: 4),
    Header(description: "WAV µ-law", number: 0x010010, mark: "data", offset: 4),
    Header(description: "WAVE_EXTENSIBLE 24", number: 0x130003, mark: "data", offset: 4),
    Header(description: "RIFX 16", number: 0x2001_0002, mark: "data", offset: 4, isBigEndian: true),
    Header(description: "RF64 16", number: 0x220002, mark: "ds64", offset: 16, bytes: 8),
    Header(
      description: "AIFF 16", number: 0x020002, mark: "SSND", offset: 4, isBigEndian: true, more: 8,
      sound: ("SSND", 16)),
    Header(
      description: "AIFC float", number: 0x020006, mark: "SSND", offset: 4, isBigEndian: true, more: 8,
      sound: ("SSND", 16)),
    Header(description: "AU 16", number: 0x030002, mark: nil, offset: 8, isBigEndian: true, sound: nil),
    Header(description: "AU float", number: 0x030006, mark: nil, offset: 8, isBigEndian: true, sound: nil),
  ]

  /// Bytes of samples that headers claim: those that programs write who do not know, and true ones of long sound.
  private static let claims = [0, 310_000, 900_000, 1_500_000, 0x7FFF_FFDB, 0x7FFF_FFFF, 0xFFFF_FFFF]

  /// A file of so many blocks of sound, and where its samples begin.
  private static func file(_ header: Header, blocks: Int) throws -> (bytes: [UInt8], samples: Int) {
    let path = NSTemporaryDirectory() + "etude-arriving-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let tone = FrontEndTests.sine(440, seconds: Double(blocks) / 20, rate: rate)
    try AudioFile.write(
      tone.flatMap { Array(repeating: $0, count: 2) }, rate: rate, channels: 2,
      format: header.number, to: path)
    let bytes = try WholeFile.read(path)
    guard let sound = header.sound else {
      return (bytes, bytes[4..<8].reduce(0) { $0 << 8 | Int($1) })
    }
    let mark = try #require(bytes.firstRange(of: Array(sound.mark.utf8)))
    return (bytes, mark.lowerBound + sound.offset)
  }

  /// Writes another length into a header.
  private static func claim(_ length: Int, in bytes: inout [UInt8], _ header: Header) throws {
    let mark = try header.mark.map { try #require(bytes.firstRange(of: Array($0.utf8))).lowerBound }
    let place = (mark ?? 0) + header.offset
    let isUnknown = length == 0 || length == 0xFFFF_FFFF
    let number =
      isUnknown && length != 0 && header.bytes == 8 ? .max : UInt64(isUnknown ? length : length + header.more)
    for index in 0..<header.bytes {
      let shift = 8 * UInt64(header.isBigEndian ? header.bytes - 1 - index : index)
      bytes[place + index] = UInt8(truncatingIfNeeded: number >> shift)
    }
  }

  /// Samples of a stream whose bytes have all come while nothing says that they are at an end: those before the stream
  /// waits for more, which ends it. Nil where already the header waits.
  private static func samples(of bytes: [UInt8]) throws -> [Float]? {
    let pipe = Pipe()
    let entrance = pipe.fileHandleForWriting
    // A pipe holds 64 KiB.
    #expect(bytes.count < 1 << 16)
    try entrance.write(contentsOf: bytes)
    let exit = pipe.fileHandleForReading.fileDescriptor
    let hasWaited = Mutex(false)
    let stream = try? SoundStream(descriptor: exit, name: "a pipe", rate: rate) {
      var waiting: Int32 = 0
      _ = ioctl(exit, UInt(FIONREAD), &waiting)
      if waiting == 0 { hasWaited.withLock { $0 = true } }
      return waiting == 0
    }
    guard let stream, !hasWaited.withLock({ $0 }) else { return nil }
    var samples: [Float] = []
    while let next = try stream.next() { samples += next }
    try entrance.close()
    return samples
  }

  @Test("Neither the header nor a block waits for what is not needed", arguments: headers)
  func nothingIsWaitedFor(_ header: Header) throws {
    let (bytes, _) = try Self.file(header, blocks: 4)
    let whole = try #require(try Self.samples(of: bytes))
    #expect(whole.count == 4 * Self.block)
    for length in Self.claims {
      var claimed = bytes
      try Self.claim(length, in: &claimed, header)
      #expect(try Self.samples(of: claimed) == whole, "\(length) bytes claimed")
    }
  }

  @Test("The sound ends where its header says; what follows is no sound", arguments: headers)
  func end(_ header: Header) throws {
    let (bytes, samples) = try Self.file(header, blocks: 4)
    let held = (bytes.count - samples) / 4
    var claimed = bytes
    try Self.claim(2 * held, in: &claimed, header)
    #expect(try Self.samples(of: claimed)?.count == 2 * Self.block)
  }

  @Test("Chunks before the samples are gone past", arguments: headers.filter { $0.sound != nil })
  func chunksBefore(_ header: Header) throws {
    let (bytes, samples) = try Self.file(header, blocks: 4)
    let whole = try Self.samples(of: bytes)
    let sound = try #require(header.sound)
    let size = (0..<4).map { UInt8(truncatingIfNeeded: 40_000 >> (8 * (header.isBigEndian ? 3 - $0 : $0))) }
    let remark =
      Array(sound.mark == "SSND" ? "APPL".utf8 : "JUNK".utf8) + size + [UInt8](repeating: 0x20, count: 40_000)
    var more = bytes
    more.insert(contentsOf: remark, at: samples - sound.offset)
    for length in Self.claims {
      try Self.claim(length, in: &more, header)
      #expect(try Self.samples(of: more) == whole, "\(length) bytes claimed")
    }
  }

  @Test("An AIFF file that describes its samples behind them is read when it has come") func describedBehind()
    throws
  {
    let header = try #require(Self.headers.first { $0.description == "AIFF 16" })
    let (bytes, samples) = try Self.file(header, blocks: 4)
    let description = try #require(bytes.firstRange(of: Array("COMM".utf8))).lowerBound
    let moved = Array(bytes[description..<description + 26])
    var late = bytes
    late.removeSubrange(description..<description + 26)
    late.insert(contentsOf: moved, at: bytes.count - moved.count)
    #expect(samples < bytes.count)
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: late)
    try pipe.fileHandleForWriting.close()
    let stream = try SoundStream(
      descriptor: pipe.fileHandleForReading.fileDescriptor, name: "a pipe", rate: Self.rate)
    var count = 0
    while let next = try stream.next() { count += next.count }
    #expect(count == 4 * Self.block)
  }
}
