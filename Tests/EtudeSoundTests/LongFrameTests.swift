import EtudeCore
import EtudeSound
import Foundation
import Testing

@Suite struct LongFrameTests {
  /// 20 s and an odd number of samples in stereo: more than a piece of a stream.
  private func writeSong(to path: String, frames: Int = 882_777, rate: Int = 44_100) throws {
    let noise = Signals.noise(2000).map { Float($0) }
    let samples = (0..<2 * frames).map { index in
      let time = Float(index / 2) / Float(rate)
      return 0.4 * sin(2765 * time + 9 * sin(3 * time)) * cos(time) + 0.1 * noise[index % 1999]
    }
    try AudioFile.write(samples, rate: rate, channels: 2, format: 0x010002, to: path)
  }

  private func expectEqual(
    _ settings: SpectrogramSettings, _ path: String, from start: Double = 0, length: Double? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let frontEnd = try FrontEnd(settings)
    let whole = try AudioFile.decode(path, rate: settings.rate, from: start, length: length)
    let streamed = try frontEnd.frames(ofFile: FilePart(path, from: start, length: length))
    let expected = frontEnd.frames(of: whole.sound.samples)
    #expect(streamed.frames == expected, "\(settings)", sourceLocation: sourceLocation)
    #expect(streamed.reading == whole.reading, sourceLocation: sourceLocation)
  }

  @Test(arguments: [22_050, 44_100, 8000]) func `frames of blocks have the bits of the whole`(rate: Int)
    throws
  {
    try inFolder { folder in
      let path = folder + "/song.wav"
      try writeSong(to: path)
      for kind in [SpectrogramSettings.Kind.mel, .mfcc(count: 13), .linear, .logarithmic, .chroma] {
        try expectEqual(SpectrogramSettings(kind: kind, rate: rate), path)
      }
      try expectEqual(SpectrogramSettings(rate: rate, mels: 24, fft: 1002, hop: 77, level: .power), path)
      // Hops beyond the window, and windows of very many hops.
      try expectEqual(SpectrogramSettings(rate: rate, mels: 8, fft: 64, hop: 1000), path)
      try expectEqual(SpectrogramSettings(rate: rate, mels: 8, fft: 128, hop: 65_536), path)
      try expectEqual(SpectrogramSettings(rate: rate, mels: 8, fft: 65_536, hop: 3333), path)
      try expectEqual(SpectrogramSettings(rate: rate, mels: 8, fft: 8192, hop: 50), path, length: 14)
      try expectEqual(SpectrogramSettings(rate: rate, mels: 40), path, from: 1.3, length: 17.77)
    }
  }

  @Test func `lengths about the borders of a piece change no bit`() throws {
    try inFolder { folder in
      let piece = 1 << 18
      let lengths = [
        1, 2, 511, 2049, piece - 1, piece, piece + 1, piece + 1024, piece + 512 * 3 + 1, 2 * piece,
      ]
      for (number, length) in lengths.enumerated() {
        let path = folder + "/\(number).wav"
        try writeSong(to: path, frames: length, rate: 22_050)
        try expectEqual(SpectrogramSettings(mels: 16, fft: 512), path)
        try expectEqual(SpectrogramSettings(kind: .mfcc(count: 5), mels: 16, fft: 1024, hop: 2048), path)
      }
    }
  }

  @Test func `pieces joined are the power of the whole`() throws {
    try inFolder { folder in
      let path = folder + "/song.wav"
      try writeSong(to: path)
      let frontEnd = try FrontEnd(SpectrogramSettings(mels: 33, fft: 4096, hop: 256, low: 300, high: 2000))
      let whole = frontEnd.melPower(of: try AudioFile.decode(path).sound.samples)
      var rows = [[Float]](repeating: [], count: 33)
      var pieces = 0
      try frontEnd.power(ofFile: FilePart(path)) { piece in
        for band in 0..<33 { rows[band] += piece.values[band * piece.count..<(band + 1) * piece.count] }
        pieces += 1
      }
      #expect(pieces > 1)
      #expect(Frames(bands: 33, count: rows[0].count, values: rows.flatMap { $0 }) == whole)
    }
  }

  @Test func `a file cut off gives the frames of what it holds`() throws {
    try inFolder { folder in
      let path = folder + "/song.wav"
      try writeSong(to: path)
      #expect(truncate(path, 2_000_001) == 0)
      try expectEqual(SpectrogramSettings(), path)
      #expect(try FrontEnd(SpectrogramSettings()).frames(ofFile: FilePart(path)).reading.isTruncated)
    }
  }

  @Test func `more than four hours are looked at, but not more than memory holds`() throws {
    try inFolder { folder in
      let path = folder + "/days.wav"
      try AudioFile.writeHollow(seconds: 18_000, rate: 1000, to: path)
      let settings = SpectrogramSettings(rate: 1000, mels: 8, fft: 512, hop: 500)
      let frames = try FrontEnd(settings).frames(ofFile: FilePart(path)).frames
      #expect(frames.bands == 8 && frames.count == 36_001)
      let chroma = SpectrogramSettings(kind: .chroma, rate: 1000, fft: 512, hop: 500)
      #expect(try FrontEnd(chroma).frames(ofFile: FilePart(path)).frames.count == 36_001)
      expectFailure("more than 4 GiB", kind: .input) {
        _ = try FrontEnd(SpectrogramSettings(kind: .linear, rate: 1000, hop: 4)).frames(
          ofFile: FilePart(path))
      }
    }
  }

  @Test func `a stream of frames stops when it is told to`() throws {
    try inFolder { folder in
      let path = folder + "/song.wav"
      try writeSong(to: path)
      let frontEnd = try FrontEnd(SpectrogramSettings())
      let cancellation = Cancellation()
      var pieces = 0
      #expect(throws: Failure.interrupted) {
        try frontEnd.power(ofFile: FilePart(path), cancellation: cancellation) { _ in
          pieces += 1
          cancellation.request()
        }
      }
      #expect(pieces == 1)
      #expect(throws: Failure.interrupted) {
        _ = try frontEnd.frames(ofFile: FilePart(path), cancellation: cancellation)
      }
    }
  }
}

extension AudioFile {
  /// Writes a file, a byte a sample, of which the disk holds the header alone.
  static func writeHollow(seconds: Int, rate: Int, to path: String) throws {
    let count = seconds * rate
    try AudioFile.write([0, 0], rate: rate, channels: 1, format: 0x010005, to: path)
    var header = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(44)
    for (place, size) in [(4, count + 36), (40, count)] {
      withUnsafeBytes(of: UInt32(size).littleEndian) { header.replaceSubrange(place..<place + 4, with: $0) }
    }
    try header.write(to: URL(fileURLWithPath: path))
    guard truncate(path, 44 + count) == 0 else { throw systemFailure("cannot write \(path)") }
  }
}
