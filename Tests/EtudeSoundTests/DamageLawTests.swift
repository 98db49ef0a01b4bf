import EtudeCore
import EtudeSound
import Foundation
import Testing

/// A damaged place costs that place, and a file's length, its samples and its pieces are those of one sound.
@Suite struct DamageLawTests {
  init() { DecoderMessages.silence() }

  /// Damaged files a format: four, or as many as Scripts/fuzz-sound asks for.
  private static let count = Mutation.count == 300 ? 4 : Mutation.count / 20

  @Test(arguments: Format.all)
  func `whole and pieces are one sound, be it damaged`(format: Format) throws {
    try inFolder { folder in
      let path = folder + "/song"
      let noise = Signals.noise(format.rate * 4).map { Float(0.2 * $0) }
      try AudioFile.write(noise, rate: format.rate, channels: 2, format: format.number, to: path)
      let bytes = try WholeFile.read(path)
      try expectOneSound(path, "\(format), whole")
      var random = RandomStream(seed: 5, purpose: format.description)
      for number in 0..<Self.count {
        try WholeFile.write(Self.damaged(bytes, &random), to: path)
        try expectOneSound(path, "\(format), damage \(number)")
      }
    }
  }

  /// Some thousand bytes behind the header overwritten, put in or cut out, single bits flipped, or the end cut off.
  private static func damaged(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var result = bytes
    let first = min(8192, bytes.count / 4)
    let place = first + random.below(bytes.count - first)
    let end = min(bytes.count, place + 1 + random.below(4000))
    switch random.below(6) {
    case 0: for index in place..<end { result[index] = UInt8(random.below(256)) }
    case 1: for index in place..<end { result[index] = 0 }
    case 2: result.removeSubrange(place..<end)
    case 3: result.insert(contentsOf: (place..<end).map { _ in UInt8(random.below(256)) }, at: place)
    case 4:
      for _ in 0..<20 { result[first + random.below(bytes.count - first)] ^= 1 << UInt8(random.below(8)) }
    default: result.removeSubrange(place...)
    }
    return result
  }

  private func expectOneSound(_ path: String, _ comment: String) throws {
    let info: AudioInfo
    let whole: [Float]
    do {
      info = try AudioFile.inspect(path)
      whole = try AudioFile.decode(path, rate: info.rate).sound.samples
    } catch let failure as Failure {
      // Samples of damaged floats may be no numbers.
      #expect(failure.kind == .input, "\(comment): \(failure)")
      return
    }
    #expect(whole.count == info.frames, "\(comment)")
    for (part, parts) in [(1, 7), (1, 2), (6, 7), (99, 100)] where whole.count > 1000 {
      let start = info.frames * part / parts
      let piece = try AudioFile.decode(
        FilePart(path, from: Double(start) / Double(info.rate), frames: info.frames), rate: info.rate)
      #expect(piece.sound.samples.count == whole.count - start, "\(comment), from \(start)")
      let worst = zip(piece.sound.samples, whole[start...]).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
      #expect(worst < 1e-5, "\(comment), from \(start)")
    }
  }

  @Test func `a damaged MP3 file gives what ffmpeg gives of it`() throws {
    let whole = try WholeFile.read(Golden.path("tone.mp3"))
    let third = whole.count / 3
    let rest = whole[third...]
    let head = Array(whole[..<third])
    // ffmpeg 5.1: ffmpeg -i FILE -f s16le -ac 1 - | wc -c, halved.
    let cases: [(name: String, bytes: [UInt8], frames: Int)] = [
      ("zeros", head + [UInt8](repeating: 0, count: 2000) + rest.dropFirst(2000), 32_303),
      ("inserted", head + [UInt8](repeating: 0xAA, count: 2000) + rest, 43_823),
      ("cut out", head + rest.dropFirst(1000), 38_063),
    ]
    try inFolder { folder in
      for (name, bytes, frames) in cases {
        try WholeFile.write(bytes, to: folder + "/x.mp3")
        let decoded = try AudioFile.decode(folder + "/x.mp3", rate: 44_100)
        #expect(decoded.sound.samples.count == frames, "\(name)")
        #expect(decoded.info.damage.count == 1 && !decoded.isTruncated, "\(name)")
        #expect(abs((decoded.reading.damage.first ?? 0) - 0.3135) < 0.001, "\(name)")
        #expect(try AudioFile.decode(folder + "/x.mp3", from: 0.5).reading.damage.isEmpty, "\(name)")
      }
    }
  }

  @Test func `an MP3 file begins behind what is no sound, and goes on where another was joined`() throws {
    let whole = try WholeFile.read(Golden.path("tone.mp3"))
    try inFolder { folder in
      let path = folder + "/x.mp3"
      func sound(_ bytes: [UInt8]) throws -> DecodedSound {
        try WholeFile.write(bytes, to: path)
        return try AudioFile.decode(path, rate: 44_100)
      }
      let own = try sound(whole).sound.samples
      let garbage = (0..<4000).map { UInt8($0 % 200) }
      for beginning in [
        [UInt8](repeating: 0, count: 5000), garbage, Array("ID3\u{4}\0\0\0\0\0\u{5}12345".utf8),
      ] {
        let decoded = try sound(beginning + whole)
        #expect(decoded.sound.samples == own && decoded.info.damage.isEmpty)
      }
      let tag = Array("TAG".utf8) + [UInt8](repeating: 32, count: 125)
      #expect(try sound(whole + tag).sound.samples == own)
      let twice = try sound(whole + whole)
      #expect(Array(twice.sound.samples.prefix(40_000)) == Array(own.prefix(40_000)))
      #expect(abs(twice.sound.samples.count - 2 * own.count) < 4000)
      #expect(twice.info.damage.isEmpty && !twice.isTruncated)
    }
  }

  @Test(arguments: ["WAV 16", "WAV 24", "AIFF 16", "AU 16", "CAF 16", "FLAC 16", "Ogg Vorbis"])
  func `a header behind what is no sound is found`(name: String) throws {
    let format = try #require(Format.named(name))
    try inFolder { folder in
      let (path, later) = (folder + "/x", folder + "/later")
      try format.writeTone(to: path, seconds: 1)
      try WholeFile.write([UInt8](repeating: 0, count: 777) + WholeFile.read(path), to: later)
      let (whole, decoded) = (try AudioFile.decode(path), try AudioFile.decode(later))
      #expect(decoded.sound.samples == whole.sound.samples)
    }
  }

  @Test(arguments: [
    ("WAV 16", "data", 4, 4), ("AIFF 16", "SSND", 4, 4), ("AU 16", ".snd", 8, 4), ("CAF 16", "data", 4, 8),
    ("RF64 16", "ds64", 16, 8),
  ])
  func `a size of nothing or of everything means to the end`(
    name: String, mark: String, place: Int, count: Int
  ) throws {
    let format = try #require(Format.named(name))
    try inFolder { folder in
      let path = folder + "/x"
      try format.writeTone(to: path, seconds: 1)
      let whole = try AudioFile.decode(path).sound.samples
      let bytes = try WholeFile.read(path)
      let chunk = try #require(bytes.firstRange(of: Array(mark.utf8))?.lowerBound)
      for filler in [UInt8(0), 0xFF] {
        var changed = bytes
        for offset in 0..<count { changed[chunk + place + offset] = filler }
        try WholeFile.write(changed, to: path)
        let decoded = try AudioFile.decode(path)
        #expect(!decoded.isTruncated && decoded.sound.samples.count >= whole.count)
        #expect(Array(decoded.sound.samples.prefix(20_000)) == Array(whole.prefix(20_000)))
        #expect(abs(decoded.sound.samples.count - whole.count) < 300)
      }
    }
  }

  @Test func `peaks that a file cannot hold are counted`() throws {
    try inFolder { folder in
      let sound = Sound(samples: [0.5, 1, -1, 1.5, -2], rate: 8000)
      let cut = try AudioFile.write(.held(sound), to: folder + "/x.wav")
      #expect(cut.samples == 2 && cut.peak == 2)
    }
  }

  @Test func `silence, a constant, a tone and a click have no beat; clicks have`() throws {
    let rate = 22_050
    let tone = (0..<5 * rate).map { Float(0.3 * sin(2 * .pi * 440 * Double($0) / Double(rate))) }
    let click = (0..<5 * rate).map { Float($0 == 2 * rate ? 1 : 0) }
    let clicks = (0..<10 * rate).map { Float($0 % (rate / 2) < 50 ? 0.8 : 0) }
    let still = [Float](repeating: 0, count: 5 * rate)
    for samples in [still, still.map { _ in 0.25 }, tone, click, [0.3], Array(tone.prefix(500))] {
      #expect(try SoundDescriptors(Sound(samples: samples, rate: rate)).tempo() == 0)
    }
    let tempo = try SoundDescriptors(Sound(samples: clicks, rate: rate)).tempo()
    #expect(abs(tempo - 120) < 4)
  }

  @Test func `a command that converts names both files`() {
    #expect(Conversion.command("a/song.m4a", to: "flac") == "ffmpeg -i a/song.m4a a/song.flac")
    #expect(Conversion.command("my song.wma", to: "flac") == "ffmpeg -i 'my song.wma' 'my song.flac'")
    #expect(Conversion.command("x.flac", to: "flac") == "ffmpeg -i x.flac x-converted.flac")
  }
}
