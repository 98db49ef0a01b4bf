import EtudeCore
import EtudeSound
import Foundation
import Testing

@Suite struct DamagedFileTests {
  init() { DecoderMessages.silence() }

  @Test func `what is not sound is refused with its reason`() throws {
    try inFolder { folder in
      func refused(_ name: String, _ reason: String, _ bytes: [UInt8]?) throws {
        let path = folder + "/" + name
        if let bytes { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
        for body in [{ _ = try AudioFile.inspect(path) }, { _ = try AudioFile.decode(path) }] {
          expectFailure(reason, kind: .input, body)
          expectFailure(path, kind: .input, body)
        }
      }
      try refused("missing.wav", "no such file", nil)
      try refused("empty.wav", "it is empty", [])
      try refused("text.wav", "it is not sound", Array("This is not sound at all. ".utf8))
      try refused(
        "speex.ogg", "neither Vorbis nor Opus", Array("OggS\0\u{2}".utf8) + Array(repeating: 7, count: 200))
      try refused(
        "vorbis.ogg", "header is damaged",
        Array("OggS\0\u{2}".utf8) + Array(repeating: 0, count: 20) + [1, 30] + Array("\u{1}vorbis".utf8))
      let flac = folder + "/bits.flac"
      try AudioFile.write(Sound(samples: [0.5, 0.25], rate: 8000), to: flac)
      var twenty = try WholeFile.read(flac)
      twenty[20] |= 1
      twenty[21] = 0x30 | twenty[21] & 0x0F
      try refused("bits.flac", "its samples have 20 bits", twenty)
      try refused("zeros.mp3", "it is not sound", Array(repeating: 0, count: 5000))
      try refused("raw.gsm", "it is not sound", Array(repeating: 1, count: 500))
      try refused("riff.wav", "header is damaged", Array("RIFF1234WAVEnothing more".utf8))
      try refused(".", "it is a folder", nil)
      mkfifo(folder + "/pipe.wav", 0o644)
      try refused("pipe.wav", "not a regular file", nil)
      if getuid() != 0 {
        chmod(folder + "/text.wav", 0)
        try refused("text.wav", "permission denied", nil)
      }
      try AudioFile.write([], rate: 8000, channels: 1, format: 0x010002, to: folder + "/none.wav")
      try refused("none.wav", "it holds no samples", nil)
    }
  }

  @Test(arguments: ["Ogg Vorbis", "Opus"])
  func `of Ogg streams one after the other the first is read, and the rest told`(name: String) throws {
    let format = try #require(Format.named(name))
    try inFolder { folder in
      let (one, other, both) = (folder + "/one.ogg", folder + "/other.ogg", folder + "/both.ogg")
      try format.writeTone(to: one, seconds: 2)
      try format.writeTone(to: other, seconds: 3)
      let streams = try (WholeFile.read(one), WholeFile.read(other))
      // libsndfile's serial numbers are random; equal ones would not tell the streams apart.
      #expect(streams.0[14..<18] != streams.1[14..<18])
      // A stream joined to itself has its serial number again.
      for second in [streams.1, streams.0] {
        try WholeFile.write(streams.0 + second, to: both)
        let (first, decoded) = (try AudioFile.decode(one), try AudioFile.decode(both))
        #expect(decoded.info.isFollowed && !first.info.isFollowed)
        #expect(decoded.info.damage.isEmpty && !decoded.isTruncated && decoded.sound == first.sound)
        #expect(try AudioFile.decode(both, from: 1).sound == AudioFile.decode(one, from: 1).sound)
      }
      // A stream whose last page was cut off in the middle is still one stream.
      try WholeFile.write(Array(streams.0.dropLast(5)), to: both)
      #expect(try AudioFile.inspect(both).seconds > 1)
    }
  }

  @Test func `impossible parts and rates are refused`() throws {
    try inFolder { folder in
      let path = folder + "/second.wav"
      try AudioFile.write(Sound(samples: Array(repeating: 0.1, count: 8000), rate: 8000), to: path)
      expectFailure("it is 1.0 s long") { _ = try AudioFile.decode(path, from: 1) }
      expectFailure("it is 1.0 s long") { _ = try AudioFile.decode(path, from: 1e300) }
      expectFailure("start at 0s or later") { _ = try AudioFile.decode(path, from: -1) }
      expectFailure("start at 0s or later") { _ = try AudioFile.decode(path, from: .nan) }
      expectFailure("more than 0s") { _ = try AudioFile.decode(path, length: 0) }
      expectFailure("more than 0s") { _ = try AudioFile.decode(path, length: .nan) }
      expectFailure("choose a rate") { _ = try AudioFile.decode(path, rate: 0) }
      expectFailure("choose a rate") { _ = try AudioFile.decode(path, rate: .max) }
      #expect(try AudioFile.decode(path, rate: 8000, from: 0.5, length: 1e300).sound.samples.count == 4000)
    }
  }

  @Test(arguments: [
    (Float.nan, "not finite numbers"), (.infinity, "not finite numbers"), (-.infinity, "not finite numbers"),
    (-1e19, "far beyond full scale"), (4_294_967_296 * 3, "far beyond full scale"),
  ])
  func `samples that are no amplitudes are refused`(value: Float, reason: String) throws {
    try inFolder { folder in
      for channels in 1...3 {
        var samples = [Float](repeating: 0.1, count: 90_000)
        samples[77_777] = value
        try AudioFile.write(
          samples, rate: 22_050, channels: channels, format: 0x010006, to: folder + "/n.wav")
        expectFailure(reason, kind: .input) { _ = try AudioFile.decode(folder + "/n.wav") }
      }
    }
  }

  @Test(arguments: [
    "WAV 16", "WAV 24", "WAVE_EXTENSIBLE 16", "RF64 16", "AU 16", "AIFF 16", "CAF 16", "FLAC 16",
    "Ogg Vorbis",
    "Opus",
  ])
  func `a file cut off gives what it holds and says so`(name: String) throws {
    let format = try #require(Format.named(name))
    try inFolder { folder in
      let path = folder + "/cut"
      // Noise, so that compressed files have several pages.
      let noise = Signals.noise(format.rate * 16).map { Float(0.2 * $0) }
      try AudioFile.write(noise, rate: format.rate, channels: 2, format: format.number, to: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try bytes.prefix(bytes.count * 6 / 10).write(to: URL(fileURLWithPath: path))
      let decoded = try AudioFile.decode(path, rate: format.rate)
      #expect(decoded.reading.isTruncated)
      #expect(decoded.sound.duration > 3.5 && decoded.sound.duration < 5.5)
      let info = try AudioFile.inspect(path)
      #expect(info.isTruncated && info.frames == decoded.sound.samples.count)
      #expect(info.seconds > 3.5 && info.seconds <= 8)
      let promised = Double(decoded.reading.expectedFrames) / Double(format.rate)
      #expect(promised > 7.9 || ["Ogg Vorbis", "Opus"].contains(name))
      // A part that is all there is not cut off.
      #expect(try !AudioFile.decode(path, from: 1, length: 2).reading.isTruncated)
    }
  }

  /// Writes a FLAC file of noise at 22,050 Hz; gives its bytes, and its sound.
  private func noise(_ frames: Int, channels: Int, asFLAC path: String) throws -> ([UInt8], [Float]) {
    let noise = Signals.noise(channels * frames).map { Float(0.2 * $0) }
    try AudioFile.write(noise, rate: 22_050, channels: channels, format: 0x170002, to: path)
    return (try WholeFile.read(path), try AudioFile.decode(path).sound.samples)
  }

  @Test(arguments: [1, 2]) func `damage in a FLAC file costs the blocks that it hits`(channels: Int) throws {
    try inFolder { folder in
      let (path, damaged) = (folder + "/whole.flac", folder + "/damaged.flac")
      var (bytes, whole) = try noise(88_200, channels: channels, asFLAC: path)
      let middle = bytes.count / 2
      for index in middle..<middle + 3000 { bytes[index] = UInt8(truncatingIfNeeded: 31 &* index) }
      try WholeFile.write(bytes, to: damaged)
      let decoded = try AudioFile.decode(damaged)
      #expect(!decoded.isTruncated && decoded.sound.samples.count == 88_200)
      let lost = zip(decoded.sound.samples, whole).enumerated().filter { $0.element.0 != $0.element.1 }
      let (first, last) = (lost.first?.offset ?? 0, lost.last?.offset ?? .max)
      #expect(last - first < 3 * 4096 && lost.allSatisfy { $0.element.0 == 0 })
      #expect(decoded.reading.damage.count == 1)
      #expect(abs((decoded.reading.damage.first ?? 0) - Double(first) / 22_050) < 0.001)
      let late = try AudioFile.decode(damaged, from: 3)
      #expect(late.sound.samples == Array(whole[66_150...]) && late.reading.damage.isEmpty)
    }
  }

  @Test func `a FLAC file is as long as its header says, or if that is silent as what it holds`() throws {
    try inFolder { folder in
      let path = folder + "/song.flac"
      var (bytes, whole) = try noise(50_000, channels: 1, asFLAC: path)
      // The number of frames: none as of a program that writes to a pipe, then fewer than follow.
      for (frames, expected) in [(0, 50_000), (30_000, 30_000)] {
        bytes[21] &= 0xF0
        for place in 22..<26 { bytes[place] = UInt8(truncatingIfNeeded: frames >> (8 * (25 - place))) }
        try WholeFile.write(bytes, to: path)
        let info = try AudioFile.inspect(path)
        #expect(info.frames == expected && !info.isTruncated)
        for start in [0, 10_000] {
          let decoded = try AudioFile.decode(path, from: Double(start) / 22_050)
          #expect(decoded.sound.samples == Array(whole[start..<expected]) && !decoded.isTruncated)
        }
      }
    }
  }

  @Test func `a FLAC file whose seek table is wrong is read from any place`() throws {
    try inFolder { folder in
      let path = folder + "/song.flac"
      var (bytes, whole) = try noise(50_000, channels: 1, asFLAC: path)
      var table: [UInt8] = []
      func append(_ value: Int, _ size: Int) {
        for place in (0..<size).reversed() { table.append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
      }
      // A block of kind 3, 18 bytes a point: places in the file that fit no frame.
      append(3, 1)
      append(13 * 18, 3)
      for point in 0..<13 {
        append(point * 4096, 8)
        append((point * 57_344 + 12_345) % (2 * bytes.count), 8)
        append(4096, 2)
      }
      bytes.insert(contentsOf: table, at: 42)
      try WholeFile.write(bytes, to: path)
      for start in [0, 1, 11_025, 22_050, 49_000] {
        let decoded = try AudioFile.decode(path, from: Double(start) / 22_050)
        #expect(decoded.sound.samples == Array(whole[start...]) && !decoded.isTruncated)
      }
    }
  }

  @Test func `an MP3 file cut off is as long as what it holds`() throws {
    try inFolder { folder in
      let format = try #require(Format.named("MP3"))
      let path = folder + "/cut.mp3"
      let noise = Signals.noise(format.rate * 4).map { Float(0.2 * $0) }
      try AudioFile.write(noise, rate: format.rate, channels: 1, format: format.number, to: path)
      let whole = try WholeFile.read(path)
      #expect(try !AudioFile.inspect(path).isTruncated)
      try WholeFile.write(Array(whole[..<(whole.count * 6 / 10)]), to: path)
      let info = try AudioFile.inspect(path)
      #expect(info.isTruncated && info.seconds > 2 && info.seconds < 2.6)
      #expect(abs(Double(info.promisedFrames) / Double(format.rate) - 4) < 0.1)
      let decoded = try AudioFile.decode(path, rate: format.rate)
      #expect(decoded.reading.isTruncated && decoded.sound.samples.count == info.frames)
      #expect(try !AudioFile.decode(path, rate: format.rate, from: 1, length: 1).reading.isTruncated)
    }
  }

  @Test(arguments: [true, false])
  func `an MP3 file that does not say its length is read to its end`(tagged: Bool) throws {
    try inFolder { folder in
      let format = try #require(Format.named("MP3"))
      let path = folder + "/long.mp3"
      // Quiet first, noise after: what a guess from the first frames takes for a short file.
      let noise = Signals.noise(format.rate * 4)
      let samples = noise.enumerated().map { Float($1) * ($0 < format.rate ? 0 : 0.5) }
      try AudioFile.write(samples, rate: format.rate, channels: 1, format: format.number, to: path)
      var bytes = try WholeFile.read(path)
      for index in 0..<400
      where bytes[index...].starts(with: "Xing".utf8) || bytes[index...].starts(with: "Info".utf8) {
        for offset in tagged ? 4..<8 : 0..<8 { bytes[index + offset] = 0 }
      }
      try WholeFile.write(bytes, to: path)
      let decoded = try AudioFile.decode(path, rate: format.rate)
      #expect(abs(decoded.sound.duration - 4) < 0.1)
      #expect(!decoded.reading.isTruncated)
      #expect(decoded.info.frames == decoded.sound.samples.count)
      let last = try AudioFile.decode(path, rate: format.rate, from: 3)
      #expect(abs(last.sound.duration - 1) < 0.1)
      // A part is not worth a walk through the whole file whose frames are known.
      let part = try AudioFile.decode(FilePart(path, from: 1, length: 1, frames: 999_999), rate: format.rate)
      #expect(part.info.frames == 999_999 && part.sound.samples.count == format.rate)
      // Of a file cut off as many frames are counted as are given.
      for cut in [2, 100, 333] {
        try WholeFile.write(Array(bytes.dropLast(cut)), to: path)
        let decoded = try AudioFile.decode(path, rate: format.rate)
        #expect(try AudioFile.inspect(path).frames == decoded.sound.samples.count)
      }
    }
  }

  @Test(arguments: [
    "WAV 16", "WAV float", "WAV IMA ADPCM", "WAV MS ADPCM", "WAVE_EXTENSIBLE 24", "RF64 16", "AU 16",
    "AIFF 16",
    "FLAC 16", "Ogg Vorbis", "Opus", "MP3",
  ])
  func `three hundred damaged headers a format neither crash nor hang`(name: String) throws {
    let format = try #require(Format.named(name))
    try inFolder { folder in
      let path = folder + "/damaged"
      try format.writeTone(to: path, seconds: 0.25)
      let whole = try WholeFile.read(path)
      var random = RandomStream(seed: UInt64(Mutation.count), purpose: name)
      for _ in 0..<Mutation.count {
        try Data(Mutation.apply(to: whole, &random)).write(to: URL(fileURLWithPath: path))
        for (start, length) in [(0, nil), (0.15, 0.05)] {
          do {
            let decoded = try AudioFile.decode(path, rate: 8000, from: start, length: length)
            #expect(decoded.sound.samples.allSatisfy { $0.isFinite })
            // 0.25 s at 44.1 kHz or more, at worst taken for 8-bit mono at the lowest rate.
            #expect(decoded.sound.duration < Double(whole.count) * 8 / 100)
          } catch let failure as Failure {
            #expect(failure.kind == .input, "\(failure)")
          }
        }
      }
    }
  }

  /// Numbers of eight bytes at the edges of what they can say, in both orders: at every fourth place of a header, at every
  /// place for Scripts/fuzz-sound.
  @Test(arguments: Format.all)
  func `extreme numbers in a header neither crash nor hang`(format: Format) throws {
    let extremes: [[UInt8]] = [
      [0x7F] + Array(repeating: 0xFF, count: 6) + [0xF8], Array(repeating: 0xFF, count: 8),
      [0x80] + Array(repeating: 0, count: 7),
    ]
    try inFolder { folder in
      let path = folder + "/extreme"
      try format.writeTone(to: path, seconds: 0.05)
      let whole = try WholeFile.read(path)
      for place in stride(from: 0, to: min(128, whole.count - 8), by: Mutation.count == 300 ? 4 : 1) {
        for number in extremes + extremes.map({ $0.reversed() }) {
          var damaged = whole
          damaged.replaceSubrange(place..<place + 8, with: number)
          try Data(damaged).write(to: URL(fileURLWithPath: path))
          do { _ = try AudioFile.decode(path, rate: 8000, from: 0.01, length: 0.01) } catch let failure
            as Failure
          { #expect(failure.kind == .input, "\(failure)") }
        }
      }
    }
  }
}

/// Damage to a file.
enum Mutation {
  /// Damaged files a format: 300, or as many as Scripts/fuzz-sound asks for.
  static let count = ProcessInfo.processInfo.environment["ETUDE_FUZZ"].flatMap { Int($0) } ?? 300

  /// One to four faults: bits flipped, numbers set to extremes, bytes cut out or doubled, the end cut off.
  static func apply(to bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var result = bytes
    for _ in 0...random.below(4) where result.count > 8 {
      // Mostly in the header, now and then anywhere.
      let reach = random.below(8) == 0 ? result.count : min(result.count, 128)
      let place = random.below(reach - 7)
      switch random.below(6) {
      case 0: result[place] ^= 1 << UInt8(random.below(8))
      case 1: result[place] = UInt8(random.below(256))
      case 2: for offset in 0..<4 { result[place + offset] = 0xFF }
      case 3: for offset in 0..<4 { result[place + offset] = 0 }
      case 4: result.removeSubrange(place..<place + 1 + random.below(7))
      default:
        if random.below(4) == 0 {
          result.removeSubrange(place...)
        } else {
          result.insert(contentsOf: result[place..<place + 4], at: place)
        }
      }
    }
    return result
  }
}
