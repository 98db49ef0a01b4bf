import EtudeCore
import EtudeSound
import Testing

/// WAV files whose chunks stand in an order of their own, or whose samples are encoded as libsndfile does not read them.
@Suite struct OddHeaderTests {
  private static let samples = (0..<8000).map { Int16(($0 * 37) % 9001 - 4500) }

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian, Array.init)
  }

  private static func chunk(_ name: String, _ contents: [UInt8]) -> [UInt8] {
    Array(name.utf8) + bytes(UInt32(contents.count)) + contents
  }

  private static func format(_ code: Int = 1, bits: Int = 16, block: Int? = nil, rate: Int = 8000) -> [UInt8]
  {
    let block = block ?? bits / 8
    var contents = bytes(UInt16(code)) + bytes(UInt16(1)) + bytes(UInt32(rate))
    contents += bytes(UInt32(rate * block)) + bytes(UInt16(block)) + bytes(UInt16(bits))
    return chunk("fmt ", contents)
  }

  private static func file(_ chunks: [UInt8]...) -> [UInt8] {
    let body = Array("WAVE".utf8) + chunks.joined()
    return Array("RIFF".utf8) + bytes(UInt32(body.count)) + body
  }

  private static let data = samples.flatMap { bytes($0) }
  private static let sound = samples.map { Float($0) / 32_768 }

  @Test func `chunks in any order give their sound`() throws {
    let (format, data) = (Self.format(), Self.chunk("data", Self.data))
    let note = Self.chunk("note", [1, 2, 3, 4])
    let orders: [(name: String, bytes: [UInt8], isFollowed: Bool)] = [
      ("usual", Self.file(format, data), false), ("samples first", Self.file(data, format), false),
      ("format twice", Self.file(format, format, data), false),
      ("format again behind", Self.file(format, data, format), false),
      ("empty samples first", Self.file(format, Self.chunk("data", []), data), false),
      ("two of samples", Self.file(format, data, data), true),
      ("notes between", Self.file(note, data, note, format, note), false),
    ]
    try inFolder { folder in
      for (name, bytes, isFollowed) in orders {
        try WholeFile.write(bytes, to: folder + "/x.wav")
        let decoded = try AudioFile.decode(folder + "/x.wav", rate: 8000)
        #expect(decoded.sound.samples == Self.sound, "\(name)")
        #expect(decoded.info.isFollowed == isFollowed && !decoded.isTruncated, "\(name)")
        let part = try AudioFile.decode(folder + "/x.wav", rate: 8000, from: 0.5)
        #expect(part.sound.samples == Array(Self.sound[4000...]), "\(name)")
      }
    }
  }

  @Test func `samples in wider places than they need are read`() throws {
    let wide = Self.samples.flatMap { Self.bytes(Int32($0) << 16) }
    try inFolder { folder in
      for bits in [20, 24] {
        try WholeFile.write(
          Self.file(Self.format(bits: bits, block: 4), Self.chunk("data", wide)), to: folder + "/x.wav")
        #expect(try AudioFile.decode(folder + "/x.wav", rate: 8000).sound.samples == Self.sound)
      }
    }
  }

  @Test func `two formats that differ are refused`() throws {
    let (data, other) = (Self.chunk("data", Self.data), Self.format(rate: 16_000))
    try inFolder { folder in
      for bytes in [Self.file(Self.format(), other, data), Self.file(Self.format(), data, other)] {
        try WholeFile.write(bytes, to: folder + "/x.wav")
        expectFailure("in two ways", kind: .input) { _ = try AudioFile.inspect(folder + "/x.wav") }
      }
    }
  }

  @Test(arguments: [
    (3, 16, "floating-point numbers of 16 bits"), (1, 64, "whole numbers of 64 bits"), (0xFF, 16, "AAC"),
    (0x2000, 16, "AC-3"), (0xF1AC, 16, "FLAC"), (0x7777, 16, "code 0x7777"), (1, 12, "12 bits"),
  ])
  func `an encoding that is not read is named`(code: Int, bits: Int, name: String) throws {
    try inFolder { folder in
      let bytes = Self.file(
        Self.format(code, bits: bits, block: (bits + 7) / 8), Self.chunk("data", Self.data))
      try WholeFile.write(bytes, to: folder + "/x.wav")
      do {
        _ = try AudioFile.inspect(folder + "/x.wav")
        // Twelve bits stand in two bytes.
        #expect(bits == 12)
      } catch let failure as Failure {
        #expect(failure.kind == .input && failure.cause.contains(name) && failure.fix != nil, "\(failure)")
      }
    }
  }

  @Test func `MP3 in a WAV file is as long as its frames, and its parts are those of the whole`() throws {
    let mp3 = try WholeFile.read(Golden.path("tone.mp3"))
    var contents = Self.bytes(UInt16(0x55)) + Self.bytes(UInt16(1)) + Self.bytes(UInt32(44_100))
    contents += Self.bytes(UInt32(16_000)) + Self.bytes(UInt16(1)) + Self.bytes(UInt16(0))
    contents += [12, 0, 1, 0, 2, 0, 0, 0, 0, 1, 1, 0, 113, 5]
    let format = Self.chunk("fmt ", contents)
    try inFolder { folder in
      try WholeFile.write(Self.file(format, Self.chunk("data", mp3)), to: folder + "/x.wav")
      let decoded = try AudioFile.decode(folder + "/x.wav", rate: 44_100)
      #expect(decoded.sound == (try AudioFile.decode(Golden.path("tone.mp3"), rate: 44_100).sound))
      #expect(decoded.info.damage.isEmpty && !decoded.isTruncated)
    }
  }

  @Test(arguments: [0x010002, 0x010006, 0x170002])
  func `channels that cancel out are told`(format: Int) throws {
    try inFolder { folder in
      func write(_ side: Float) throws -> AudioReading {
        let ramp = (0..<20_000).map { Float($0 % 50) / 160 }
        let tone = ramp.flatMap { [$0, side * $0] }
        try AudioFile.write(tone, rate: 22_050, channels: 2, format: format, to: folder + "/x")
        return try AudioFile.decode(folder + "/x").reading
      }
      #expect(try write(-1).channelsCancel)
      #expect(try !write(-0.9).channelsCancel && !write(1).channelsCancel)
      let silence = [Float](repeating: 0, count: 20_000)
      try AudioFile.write(silence, rate: 22_050, channels: 2, format: format, to: folder + "/x")
      #expect(try !AudioFile.decode(folder + "/x").reading.channelsCancel)
    }
  }
}
