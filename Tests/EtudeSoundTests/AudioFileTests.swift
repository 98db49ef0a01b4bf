import EtudeCore
import EtudeSound
import Foundation
import Testing

@Suite struct AudioFileTests {
  @Test(arguments: Format.all)
  func `a tone survives every format, mixed to mono`(format: Format) throws {
    try inFolder { folder in
      let path = folder + "/tone"
      try format.writeTone(to: path)
      let info = try AudioFile.inspect(path)
      #expect(info.rate == format.rate)
      #expect(info.channels == 2)
      #expect(!info.isTruncated)
      #expect(abs(info.seconds - 0.5) < 0.06)
      let decoded = try AudioFile.decode(path, rate: format.rate)
      #expect(!decoded.isTruncated)
      let samples = decoded.sound.samples
      #expect(samples.count == info.frames)
      let expected = FrontEndTests.sine(440, seconds: 0.5, rate: format.rate).map { $0 * 0.75 }
      if format.isAligned {
        expectClose(
          Array(samples.prefix(expected.count)), expected, absolute: format.error + 1e-7, format.description)
      }
      // The tone's frequency and loudness, away from the ends.
      let middle = samples[samples.count / 4..<samples.count * 3 / 4]
      let crossings = zip(middle, middle.dropFirst()).filter { ($0 < 0) != ($1 < 0) }.count
      #expect(abs(Double(crossings) / 2 / (Double(middle.count) / Double(format.rate)) - 440) < 8)
      let loudness = (middle.reduce(0) { $0 + $1 * $1 } / Float(middle.count)).squareRoot()
      #expect(abs(loudness - 0.375 / Float(2).squareRoot()) < 0.02)
    }
  }

  @Test(arguments: ["tone.mp3", "tone.opus"])
  func `files of other programs are read`(name: String) throws {
    let decoded = try AudioFile.decode(Golden.path(name))
    #expect(abs(decoded.sound.duration - 1) < 0.001)
    #expect(!decoded.isTruncated)
    let crossings = zip(decoded.sound.samples, decoded.sound.samples.dropFirst()).filter {
      ($0 < 0) != ($1 < 0)
    }
    #expect(abs(crossings.count - 880) <= 4)
  }

  @Test(arguments: [1, 2, 3, 6]) func `channels are mixed by their mean`(channels: Int) throws {
    try inFolder { folder in
      let path = folder + "/mix.wav"
      let noise = Signals.noise(channels * 5000).map { Float($0) }
      try AudioFile.write(noise, rate: 22_050, channels: channels, format: 0x010006, to: path)
      let expected = (0..<5000).map { frame in
        (0..<channels).reduce(Float(0)) { $0 + noise[frame * channels + $1] } / Float(channels)
      }
      #expect(try AudioFile.decode(path).sound.samples == expected)
    }
  }

  @Test(arguments: [(8, 1), (16, 1), (16, 2), (16, 3), (24, 2), (24, 6)])
  func `FLAC gives the bits that WAV gives, from any place on`(bits: Int, channels: Int) throws {
    try inFolder { folder in
      let encoding = [8: 1, 16: 2, 24: 3][bits] ?? 0
      let unsigned = bits == 8 ? 5 : encoding
      let step = Float(1 << (bits - 1))
      let noise = Signals.noise(channels * 20_000).map { (Float($0) * step / 2).rounded() / step }
      let (flac, wav) = (folder + "/noise.flac", folder + "/noise.wav")
      try AudioFile.write(noise, rate: 44_100, channels: channels, format: 0x170000 | encoding, to: flac)
      try AudioFile.write(noise, rate: 44_100, channels: channels, format: 0x010000 | unsigned, to: wav)
      for (start, length) in [(0.0, nil), (0.0, 0.01), (0.1, 0.2), (0.0929, nil), (0.4535, nil)] {
        for rate in [44_100, 22_050] {
          let (one, other) = try (
            AudioFile.decode(flac, rate: rate, from: start, length: length),
            AudioFile.decode(wav, rate: rate, from: start, length: length)
          )
          #expect(one.sound == other.sound, "from \(start) at \(rate) Hz")
          #expect(one.readFrames == other.readFrames && !one.isTruncated)
        }
      }
    }
  }

  @Test func `of days of sound only a part is taken into memory`() throws {
    try inFolder { folder in
      // A hundred hours, a byte a sample and a thousand samples a second; the disk holds the header alone.
      let path = folder + "/days.wav"
      try AudioFile.writeHollow(seconds: 360_000, rate: 1000, to: path)
      #expect(try AudioFile.inspect(path).seconds == 360_000)
      for length in [nil, 18_000.0] {
        expectFailure("longer than 4 hours", kind: .input) {
          _ = try AudioFile.decode(path, rate: 1000, length: length)
        }
      }
      #expect(try AudioFile.decode(path, rate: 1000, from: 100, length: 60).sound.duration == 60)
      #expect(try AudioFile.decode(path, rate: 1000, from: 359_000).sound.duration == 1000)
    }
  }

  @Test func `reading and analysing stop when they are told to`() throws {
    let cancellation = Cancellation()
    let path = try Golden.path("supertux_airship_2.0.flac")
    let samples = try AudioFile.decode(path, cancellation: cancellation).sound.samples
    var blocks = 0
    #expect(throws: Failure.interrupted) {
      try AudioFile.stream(FilePart(path), cancellation: cancellation) { _ in
        blocks += 1
        cancellation.request()
      }
    }
    #expect(blocks == 1)
    for name in ["supertux_airship_2.0.flac", "tone.mp3", "tone.opus"] {
      #expect(throws: Failure.interrupted) {
        _ = try AudioFile.decode(Golden.path(name), cancellation: cancellation)
      }
    }
    for kind in [SpectrogramSettings.Kind.mel, .mfcc(count: 13), .linear, .logarithmic, .chroma] {
      let frontEnd = try FrontEnd(SpectrogramSettings(kind: kind))
      #expect(throws: Failure.interrupted) {
        _ = try frontEnd.frames(of: samples, cancellation: cancellation)
      }
    }
  }

  @Test func `writing stops when it is told to, and leaves nothing`() throws {
    try inFolder { folder in
      let cancellation = Cancellation()
      cancellation.request()
      let sound = Sound(samples: [Float](repeating: 0.1, count: 1000), rate: 8000)
      for ending in ["wav", "flac"] {
        #expect(throws: Failure.interrupted) {
          try AudioFile.write(.held(sound), to: "\(folder)/x.\(ending)", cancellation: cancellation)
        }
      }
      #expect(Folder.names(in: folder).isEmpty)
    }
  }

  @Test func `more than a WAV file can hold is refused before it is written`() throws {
    try inFolder { folder in
      let path = folder + "/days.wav"
      try AudioFile.writeHollow(seconds: 360_000, rate: 1000, to: path)
      expectFailure("WAV holds no more than 4 GiB") {
        try AudioFile.write(.file(FilePart(path), rate: 8000), to: folder + "/copy.wav")
      }
      try AudioFile.write(.file(FilePart(path, from: 100, length: 1), rate: 8000), to: folder + "/part.wav")
      #expect(Folder.names(in: folder) == ["days.wav", "part.wav"])
    }
  }

  @Test func `resampling equals librosa's soxr_hq, its length too`() throws {
    for golden in try Golden.read().resampled {
      let sound = Sound(samples: Signals.tones(golden.samples, rate: golden.from), rate: golden.from)
      let result = try sound.resampled(to: golden.to).samples
      #expect(result.count == golden.length)
      guard result.count == golden.length else { continue }
      let middle = result.count / 2
      expectClose(Array(result[..<200]), golden.first.values, absolute: 2e-6, "first of \(golden.from)")
      expectClose(
        Array(result[middle..<middle + 200]), golden.middle.values, absolute: 2e-6, "middle of \(golden.from)"
      )
      expectClose(Array(result.suffix(200)), golden.last.values, absolute: 2e-6, "last of \(golden.from)")
    }
  }

  @Test func `a part is what it is of the whole`() throws {
    try inFolder { folder in
      for name in ["WAV 16", "FLAC 16", "AU 16", "AIFF 24", "Ogg Vorbis"] {
        let format = try #require(Format.named(name))
        let path = folder + "/part"
        try format.writeTone(to: path, seconds: 2)
        let whole = try AudioFile.decode(path, rate: 44_100).sound
        for (start, length) in [(0.0, 0.5), (0.3, 0.7), (1.5, nil), (1.5, 9.0)] {
          let part = try AudioFile.decode(path, rate: 44_100, from: start, length: length)
          expectClose(
            part.sound.samples, whole.slice(from: start, length: length).samples, absolute: 1e-6, name)
          #expect(!part.isTruncated)
        }
      }
    }
  }

  @Test(arguments: [44_100, 22_050, 8000])
  func `a stream's blocks joined are what decoding gives`(rate: Int) throws {
    try inFolder { folder in
      let path = folder + "/long.flac"
      try #require(Format.named("FLAC 16")).writeTone(to: path, seconds: 7)
      var joined: [Float] = []
      var largest = 0
      let reading = try AudioFile.stream(FilePart(path, from: 0.5, length: 6), rate: rate) {
        joined += $0
        largest = max(largest, $0.count)
      }
      let decoded = try AudioFile.decode(path, rate: rate, from: 0.5, length: 6)
      #expect(joined == decoded.sound.samples)
      #expect(joined.count == Int((264_600 * (Double(rate) / 44_100)).rounded(.up)))
      #expect(reading == decoded.reading)
      #expect(largest <= 1 << 15)
    }
  }

  @Test("Of FLAC files that were joined the first is heard, wherever one begins, and the rest is told")
  func joinedFLAC() throws {
    try inFolder { folder in
      let path = folder + "/joined.flac"
      for (number, seconds) in [4, 3, 4].enumerated() {
        let noise = Signals.noise(22_050 * seconds).map { Float($0) / Float(2 + number) }
        try AudioFile.write(Sound(samples: noise, rate: 22_050), to: "\(folder)/\(number).flac")
      }
      let whole = try AudioFile.decode(folder + "/0.flac", rate: 22_050).sound
      for others in [["1"], ["2"], ["1", "2"]] {
        let bytes = try (["0"] + others).map {
          try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0).flac"))
        }
        try Data(bytes.joined()).write(to: URL(fileURLWithPath: path))
        #expect(try AudioFile.inspect(path).isFollowed)
        #expect(try AudioFile.decode(path, rate: 22_050).sound == whole)
        for start in [0.5, 1.7, 2.9, 3.8] {
          let part = try AudioFile.decode(path, rate: 22_050, from: start).sound
          #expect(part == whole.slice(from: start), "from \(start) s")
        }
      }
      for count in [1, 2, 100] {
        try AudioFile.write(
          Sound(samples: Array(repeating: 0.5, count: count), rate: 22_050), to: folder + "/short.flac")
        #expect(try !AudioFile.inspect(folder + "/short.flac").isFollowed)
      }
    }
  }

  @Test("A part at another rate is that part of the whole, wherever it begins", arguments: 0..<12)
  func partsOnTheGridOfTheWhole(seed: Int) throws {
    try inFolder { folder in
      var random = RandomStream(Digest.build { $0.append("part \(seed)") })
      let source = [8000, 11_025, 16_000, 24_000, 44_100, 48_000, 96_000][random.below(7)]
      let noise = (0..<source * 2).map { _ in Float(random.uniform(-0.5...0.5)) }
      try AudioFile.write(Sound(samples: noise, rate: source), to: folder + "/noise.wav")
      for rate in [22_050, 16_000, 44_100] where rate != source {
        let whole = try AudioFile.decode(folder + "/noise.wav", rate: rate).sound.samples
        for _ in 0..<4 {
          let (start, length) = (random.uniform(0...1.8), random.uniform(0.01...1))
          let part = try AudioFile.decode(folder + "/noise.wav", rate: rate, from: start, length: length)
            .sound
          let first = Int(start * Double(rate) + 1e-6)
          let there = Array(whole[first..<min(whole.count, first + part.samples.count)])
          // Its length is counted in frames of the file, of which the last may reach beyond the whole.
          #expect(part.samples.count - there.count <= 1 + rate / source)
          expectClose(Array(part.samples.prefix(there.count)), there, absolute: 2e-6, "\(start) s")
        }
      }
    }
  }

  @Test func `sound written is read back: exactly from 16 bits, cut at full scale`() throws {
    try inFolder { folder in
      let samples = (0..<65_536).map { Float($0 - 32_768) / 32_768 }
      for name in ["a.wav", "b.FLAC", "deep/er/c.flac"] {
        let path = folder + "/" + name
        try AudioFile.write(Sound(samples: samples, rate: 22_050), to: path)
        #expect(try AudioFile.decode(path).sound.samples == samples)
      }
      let path = folder + "/loud.wav"
      try AudioFile.write(Sound(samples: [2, -2, .nan, .infinity, 0.5], rate: 8000), to: path)
      let cut = try AudioFile.decode(path, rate: 8000).sound.samples
      let largest: Float = 32_767 / 32_768
      let expected: [Float] = [largest, -1, -1, largest, 0.5]
      #expect(cut == expected)
      expectFailure("end the name in .wav or .flac") {
        try AudioFile.write(Sound(samples: [0], rate: 8000), to: folder + "/x.mp3")
      }
      #expect(Folder.names(in: folder) == ["a.wav", "b.FLAC", "deep", "loud.wav"])
    }
  }

  @Test func `slices keep to the sound`() {
    let sound = Sound(samples: (0..<100).map(Float.init), rate: 10)
    #expect(sound.slice(from: 1, length: 0.3).samples == [10, 11, 12])
    #expect(sound.slice(from: 9.8).samples == [98, 99])
    #expect(sound.slice(from: 9.8, length: 5).samples == [98, 99])
    #expect(sound.slice(from: 20).samples.isEmpty)
    #expect(sound.slice(from: -3, length: 1).samples.isEmpty)
    #expect(sound.duration == 10)
  }
}

/// Runs `body` with a new folder, which is gone afterwards.
func inFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etude-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// Requires a `Failure` whose text holds `part`.
func expectFailure(
  _ part: String, kind: Failure.Kind? = nil, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  do {
    try body()
    Issue.record("no failure with '\(part)'", sourceLocation: sourceLocation)
  } catch let failure as Failure {
    #expect(failure.description.contains(part), sourceLocation: sourceLocation)
    #expect(failure.fix != nil, "\(failure)", sourceLocation: sourceLocation)
    if let kind { #expect(failure.kind == kind, sourceLocation: sourceLocation) }
  } catch {
    Issue.record(error, sourceLocation: sourceLocation)
  }
}
