import EtudeCore
import EtudeSound
import Testing

/// Measurements of a file, which is read a block at a time, against those of the same sound in memory.
@Suite struct LongDescriptorTests {
  private func song(_ count: Int) -> [Float] {
    let (tones, clicks) = (Signals.tones(count), Signals.clicks(count))
    return (0..<count).map { index in
      let swell = Float(0.6) + 0.4 * Float(index % 70_000) / 70_000
      return ((tones[index] + 0.3 * clicks[index]) * swell * 8192).rounded() / 32_768
    }
  }

  private func expectEqual(
    _ samples: [Float], fft: Int = 2048, hop: Int = 512, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try inFolder { folder in
      let path = folder + "/song.wav"
      try AudioFile.write(Sound(samples: samples, rate: 22_050), to: path)
      let held = try SoundDescriptors(Sound(samples: samples, rate: 22_050), fft: fft, hop: hop)
      let streamed = try SoundDescriptors(.file(FilePart(path), rate: 22_050), fft: fft, hop: hop)
      func expect<Measure: Equatable>(_ name: String, _ measure: (SoundDescriptors) throws -> Measure) throws
      {
        let isEqual = try measure(held) == measure(streamed)
        #expect(isEqual, "\(name) of \(samples.count) samples", sourceLocation: sourceLocation)
      }
      try expect("shape") { try $0.spectralShape() }
      try expect("RMS") { try $0.rootMeanSquare() }
      try expect("zero crossings") { try $0.zeroCrossings() }
      try expect("onsets") { try $0.onsetStrength() }
      try expect("tempo") { try $0.tempo() }
      try expect("tuning") { try $0.estimatedTuning() }
      try expect("chroma") { try $0.chroma() }
      try expect("harmonic") { try $0.harmonicPercussive().harmonic }
      try expect("percussive") { try $0.harmonicPercussive().percussive }
      try expect("summary") { try $0.summary() }
    }
  }

  /// 527 frames are a step of the separation and what its medians look at beyond it.
  @Test(arguments: [1, 511, 700, 2048, 527 * 512 - 1, 527 * 512, 528 * 512, 300_000, 1_100_003])
  func `a file has the measurements of its sound`(count: Int) throws { try expectEqual(song(count)) }

  @Test func `whatever the window and its step`() throws {
    let samples = song(400_001)
    try expectEqual(samples, fft: 512, hop: 128)
    try expectEqual(samples, fft: 64, hop: 1000)
    try expectEqual(samples, fft: 16_384, hop: 777)
  }

  @Test func `only sound that is held must fit into memory`() throws {
    try inFolder { folder in
      let path = folder + "/day.wav"
      try AudioFile.writeHollow(seconds: 18_000, rate: 1000, to: path)
      let measures = try SoundDescriptors(.file(FilePart(path), rate: 1000), fft: 64, hop: 512)
      #expect(try measures.rootMeanSquare().count == 1 + 18_000_000 / 512)
      expectFailure("longer than 4 hours", kind: .input) { _ = try measures.harmonicPercussive() }
    }
  }

  @Test func `every measurement of a file stops when it is told to`() throws {
    try inFolder { folder in
      let path = folder + "/song.wav"
      try AudioFile.write(Sound(samples: song(300_000), rate: 22_050), to: path)
      let cancellation = Cancellation()
      let measures = try SoundDescriptors(.file(FilePart(path), rate: 22_050), cancellation: cancellation)
      cancellation.request()
      #expect(throws: Failure.interrupted) { _ = try measures.spectralShape() }
      #expect(throws: Failure.interrupted) { _ = try measures.zeroCrossings() }
      #expect(throws: Failure.interrupted) { _ = try measures.onsetStrength() }
      #expect(throws: Failure.interrupted) { _ = try measures.chroma() }
      #expect(throws: Failure.interrupted) { _ = try measures.harmonicPercussive() }
      #expect(throws: Failure.interrupted) { _ = try measures.summary() }
    }
  }

  @Test func `a walk through sound stops where it is told to`() throws {
    try inFolder { folder in
      let path = folder + "/song.wav"
      let sound = Sound(samples: song(300_000), rate: 22_050)
      try AudioFile.write(sound, to: path)
      for source in [
        SoundSource.held(sound), .file(FilePart(path), rate: 22_050), .file(FilePart(path), rate: 8000),
      ] {
        let cancellation = Cancellation()
        var blocks = 0
        #expect(throws: Failure.interrupted) {
          try source.walk(cancellation) { _ in
            blocks += 1
            if blocks == 2 { cancellation.request() }
          }
        }
        #expect(blocks == 2)
      }
    }
  }
}
