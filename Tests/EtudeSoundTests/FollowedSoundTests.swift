import EtudeCore
import EtudeSound
import Testing

/// What lies behind the sound that a header counts: told if it is sound, passed over if it is not.
@Suite struct FollowedSoundTests {
  init() { DecoderMessages.silence() }

  @Test(
    "Of files that were joined the first is read and the rest told, or all is read", arguments: Format.all)
  func joined(format: Format) throws {
    try inFolder { folder in
      let (one, other, both) = (folder + "/one", folder + "/other", folder + "/both")
      try format.writeTone(to: one, seconds: 2)
      try format.writeTone(to: other, seconds: 1)
      let whole = try AudioFile.decode(one)
      #expect(!whole.info.isFollowed && whole.info.damage.isEmpty && !whole.isTruncated)
      try WholeFile.write(WholeFile.read(one) + WholeFile.read(other), to: both)
      let decoded = try AudioFile.decode(both)
      #expect(decoded.info.damage.isEmpty && !decoded.isTruncated)
      if decoded.info.isFollowed {
        #expect(decoded.sound == whole.sound)
      } else {
        #expect(abs(decoded.sound.duration - 3) < 0.2)
      }
    }
  }

  @Test("Files of two kinds that were joined are the first, and more is told", arguments: 0..<12)
  func joinedKinds(seed: Int) throws {
    var random = RandomStream(seed: UInt64(seed), purpose: "joined kinds")
    let names = [
      "WAV 16", "RF64 16", "AIFF 16", "AU 16", "CAF 16", "W64 16", "FLAC 16", "Ogg Vorbis", "Opus", "MP3",
    ]
    let first = try #require(Format.named(names[random.below(names.count)]))
    let second = try #require(Format.named(names[random.below(names.count)]))
    guard first.description != second.description else { return }
    try inFolder { folder in
      let (one, other, both) = (folder + "/one", folder + "/other", folder + "/both")
      try first.writeTone(to: one, seconds: 1)
      try second.writeTone(to: other, seconds: 1)
      try WholeFile.write(WholeFile.read(one) + WholeFile.read(other), to: both)
      let decoded = try AudioFile.decode(both)
      #expect(decoded.info.isFollowed, "\(first), then \(second)")
      #expect(decoded.sound == (try AudioFile.decode(one).sound), "\(first), then \(second)")
    }
  }

  @Test("MP3 files of several rates and channels that were joined are the first", arguments: [true, false])
  func joinedRates(isTagged: Bool) throws {
    let format = try #require(Format.named("MP3"))
    try inFolder { folder in
      let (one, both) = (folder + "/one", folder + "/both")
      for (number, (rate, channels)) in [(22_050, 1), (44_100, 1), (22_050, 2)].enumerated() {
        let noise = Signals.noise(rate * channels).map { Float(0.2 * $0) }
        try AudioFile.write(
          noise, rate: rate, channels: channels, format: format.number, to: "\(folder)/\(number)")
      }
      let tag = Array("TAG".utf8) + [UInt8](repeating: 32, count: 125)
      for (first, second) in [(0, 1), (1, 0), (0, 2), (2, 1)] {
        let own = try WholeFile.read("\(folder)/\(first)") + (isTagged ? tag : [])
        try WholeFile.write(own, to: one)
        try WholeFile.write(own + WholeFile.read("\(folder)/\(second)"), to: both)
        let (alone, decoded) = (try AudioFile.decode(one), try AudioFile.decode(both))
        #expect(decoded.sound == alone.sound && decoded.info.damage.isEmpty && !decoded.isTruncated)
        #expect(decoded.info.isFollowed && !alone.info.isFollowed)
      }
    }
  }

  @Test(
    "A size that is too small is told",
    arguments: [
      ("WAV 16", "data", 4, 4, false), ("AIFF 16", "SSND", 4, 4, true), ("AU 16", ".snd", 8, 4, true),
      ("CAF 16", "data", 4, 8, true), ("W64 16", "data", 16, 8, false), ("RF64 16", "ds64", 16, 8, false),
    ])
  func tooSmall(name: String, mark: String, place: Int, count: Int, isBigEndian: Bool) throws {
    let format = try #require(Format.named(name))
    try inFolder { folder in
      let path = folder + "/x"
      let noise = Signals.noise(format.rate).map { Float(0.2 * $0) }
      try AudioFile.write(noise, rate: format.rate, channels: 1, format: format.number, to: path)
      var bytes = try WholeFile.read(path)
      #expect(try !AudioFile.inspect(path).isFollowed)
      let chunk = try #require(bytes.firstRange(of: Array(mark.utf8))?.lowerBound)
      let places = (chunk + place..<chunk + place + count).map { $0 }
      let order = isBigEndian ? places : places.reversed()
      let number = order.reduce(0) { $0 << 8 | Int(bytes[$1]) } - format.rate
      for (offset, place) in order.reversed().enumerated() {
        bytes[place] = UInt8(truncatingIfNeeded: number >> (8 * offset))
      }
      try WholeFile.write(bytes, to: path)
      let info = try AudioFile.inspect(path)
      #expect(info.isFollowed && info.frames == format.rate / 2 && !info.isTruncated)
    }
  }

  /// A tag with so many bytes behind its head, which writes them in sevens of bits.
  private static func id3Tag(of count: Int) -> [UInt8] {
    Array("ID3\u{3}\0\0\0\0".utf8) + [UInt8(count >> 7), UInt8(count & 127)]
      + [UInt8](repeating: 65, count: count)
  }

  @Test(
    "Chunks, tags, zeros and short rests behind the sound are none",
    arguments: ["WAV 16", "AIFF 16", "AU 16", "CAF 16", "W64 16", "FLAC 16", "Ogg Vorbis", "MP3"])
  func harmless(name: String) throws {
    let format = try #require(Format.named(name))
    let id3 = Self.id3Tag(of: 2048)
    let list =
      Array("LIST".utf8) + (name == "AIFF 16" ? [0, 0, 8, 0] : [0, 8, 0, 0])
      + [UInt8](repeating: 66, count: 2048)
    var rests: [[UInt8]] = [
      [0], [UInt8](repeating: 0, count: 9000), Array("a few words\n".utf8), id3,
      Array("TAG".utf8) + [UInt8](repeating: 32, count: 125),
    ]
    if ["WAV 16", "AIFF 16"].contains(name) {
      // The last: chunks of an odd size that is not filled up.
      let odd = Array(list[..<4]) + (name == "WAV 16" ? [1, 8, 0, 0] : [0, 0, 8, 1])
      let unfilled = odd + [UInt8](repeating: 66, count: 2049)
      rests += [list, list + list, Array(list.prefix(1500)), list + id3, unfilled + unfilled + list]
    }
    try inFolder { folder in
      let path = folder + "/x"
      try format.writeTone(to: path, seconds: 1)
      let bytes = try WholeFile.read(path)
      let whole = try AudioFile.decode(path)
      for (number, rest) in rests.enumerated() {
        try WholeFile.write(bytes + rest, to: path)
        let decoded = try AudioFile.decode(path)
        #expect(!decoded.info.isFollowed && !decoded.isTruncated, "\(name), \(number)")
        #expect(decoded.sound == whole.sound && decoded.info.damage.isEmpty, "\(name), \(number)")
      }
    }
  }

  @Test(
    "A tag before a file of another kind is passed over",
    arguments: ["WAV 16", "AIFF 16", "AU 16", "CAF 16", "W64 16", "RF64 16", "FLAC 16", "Ogg Vorbis"])
  func behindTag(name: String) throws {
    let format = try #require(Format.named(name))
    let id3 = Self.id3Tag(of: 128)
    try inFolder { folder in
      let (path, tagged) = (folder + "/x", folder + "/tagged")
      try format.writeTone(to: path, seconds: 1)
      let bytes = try WholeFile.read(path)
      for tags in [id3, id3 + id3] {
        try WholeFile.write(tags + bytes, to: tagged)
        for start in [0, 0.4] {
          let (whole, decoded) = (
            try AudioFile.decode(path, from: start), try AudioFile.decode(tagged, from: start)
          )
          #expect(decoded.sound == whole.sound && !decoded.isTruncated && !decoded.info.isFollowed)
        }
      }
    }
  }
}
