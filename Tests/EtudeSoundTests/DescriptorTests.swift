import EtudeCore
import EtudeSound
import Testing

@Suite struct DescriptorTests {
  @Test(arguments: ["tones", "noise", "clicks"])
  func `every descriptor equals librosa's`(name: String) throws {
    let golden = try #require(Golden.read().descriptors[name])
    let sound = Sound(samples: try Signals.named(name), rate: 22_050)
    let descriptors = try SoundDescriptors(sound)
    let shape = try descriptors.spectralShape()
    expectClose(shape.centroid, golden.centroid.values, absolute: 0.05, relative: 1e-4, "centroid")
    expectClose(shape.bandwidth, golden.bandwidth.values, absolute: 0.05, relative: 1e-4, "bandwidth")
    expectClose(shape.rolloff, golden.rolloff.values, absolute: 1e-3, "roll-off")
    expectClose(shape.flatness, golden.flatness.values, absolute: 1e-6, relative: 1e-3, "flatness")
    expectClose(try descriptors.rootMeanSquare(), golden.rms.values, absolute: 1e-6, relative: 1e-5, "RMS")
    expectClose(
      try descriptors.zeroCrossings(), golden.zero_crossings.values, absolute: 1e-6, "zero crossings")
    expectClose(try descriptors.onsetStrength(), golden.onsets.values, absolute: 2e-3, "onsets")
    #expect(abs(try descriptors.estimatedTuning() - golden.tuning) < 1e-9)
    expectClose(try descriptors.chroma().values, golden.chroma.values, absolute: 1e-4, "chroma")
    #expect(abs(try descriptors.tempo() - golden.tempo) < 1e-6)
    let parts = try descriptors.harmonicPercussive()
    func edges(_ samples: [Float]) -> [Float] {
      let middle = samples.count / 2
      return Array(samples[..<300] + samples[middle..<middle + 300] + samples.suffix(300))
    }
    expectClose(edges(parts.harmonic.samples), golden.harmonic.values, absolute: 1e-5, "harmonic")
    expectClose(edges(parts.percussive.samples), golden.percussive.values, absolute: 1e-5, "percussive")
  }

  @Test(arguments: ["pure", "offset"])
  func `a spectrum of one peak has librosa's centroid and bandwidth`(name: String) throws {
    let golden = try #require(Golden.read().shape[name])
    let shape = try SoundDescriptors(Sound(samples: try Signals.named(name), rate: 22_050)).spectralShape()
    expectClose(shape.centroid, golden.centroid.values, absolute: 1e-3, relative: 1e-5, "centroid")
    expectClose(shape.bandwidth, golden.bandwidth.values, absolute: 1e-3, relative: 1e-5, "bandwidth")
  }

  @Test(arguments: [1, 511, 512, 7000, 300_000])
  func `what lasts and what strikes add up to the sound`(count: Int) throws {
    let samples = zip(Signals.tones(count), Signals.clicks(count)).map(+)
    let parts = try SoundDescriptors(Sound(samples: samples, rate: 22_050)).harmonicPercussive()
    let sum = zip(parts.harmonic.samples, parts.percussive.samples).map(+)
    expectClose(sum, samples, absolute: 1e-5, "sum")
  }

  @Test func `a tone lasts and a click strikes`() throws {
    func energy(_ samples: [Float]) -> Float { samples.reduce(0) { $0 + $1 * $1 } }
    func parts(_ samples: [Float]) throws -> (harmonic: Float, percussive: Float) {
      let parts = try SoundDescriptors(Sound(samples: samples, rate: 22_050)).harmonicPercussive()
      return (energy(parts.harmonic.samples), energy(parts.percussive.samples))
    }
    let tone = try parts(FrontEndTests.sine(440, seconds: 3))
    #expect(tone.harmonic > 20 * tone.percussive)
    let clicks = try parts((0..<66_150).map { $0 % 11_025 == 5000 ? 1 : 0 })
    #expect(clicks.percussive > 20 * clicks.harmonic)
  }

  @Test func `a cancelled measurement ends at once`() throws {
    let cancellation = Cancellation()
    let sound = Sound(samples: Signals.tones(1_000_000), rate: 22_050)
    let descriptors = try SoundDescriptors(sound, cancellation: cancellation)
    let whole = try ContinuousClock().measure { _ = try descriptors.summary() }
    cancellation.request()
    let cut = ContinuousClock().measure {
      #expect(throws: Failure.interrupted) { _ = try descriptors.summary() }
    }
    #expect(cut < whole / 3)
  }

  @Test func `means and variances of a song equal librosa's`() throws {
    let golden = try Golden.read().summary
    let sound = try AudioFile.decode(Golden.path("supertux_airship_2.0.flac")).sound.slice(
      from: 0, length: 10)
    let summary = try SoundDescriptors(sound).summary()
    #expect(Set(summary.map(\.name)) == Set(golden.keys))
    for entry in summary {
      let expected = try #require(golden[entry.name])
      #expect(abs(entry.mean - expected[0]) <= 1e-3 * abs(expected[0]) + 1e-5, "\(entry) \(expected)")
      #expect(abs(entry.variance - expected[1]) <= 1e-3 * expected[1] + 1e-6, "\(entry) \(expected)")
    }
    let tempo = try #require(summary.first { $0.name == "tempo" })
    #expect(tempo.mean == (try SoundDescriptors(sound).tempo()))
  }

  @Test func `a tone has its own centroid, pitch class and tuning`() throws {
    for (frequency, pitch) in [(440.0, 9), (523.25, 0), (622.25, 3)] {
      let samples = FrontEndTests.sine(frequency, seconds: 1)
      let descriptors = try SoundDescriptors(Sound(samples: samples, rate: 22_050))
      let chroma = try descriptors.chroma()
      #expect((0..<12).max { chroma[$0, 20] < chroma[$1, 20] } == pitch)
      #expect(abs(try descriptors.spectralShape().centroid[20] - Float(frequency)) < 5)
      #expect(abs(try descriptors.estimatedTuning()) < 0.05)
      #expect(abs(try descriptors.zeroCrossings()[20] - Float(2 * frequency / 22_050)) < 1e-3)
      #expect(abs(try descriptors.rootMeanSquare()[20] - 0.5 / Float(2).squareRoot()) < 1e-3)
    }
  }

  @Test(arguments: [0, 1, 600, 3000]) func `silence and scraps of sound have descriptors`(count: Int) throws {
    for samples in [Array(repeating: Float(0), count: count), Signals.tones(count)] {
      let descriptors = try SoundDescriptors(Sound(samples: samples, rate: 22_050))
      let summary = try descriptors.summary()
      #expect(summary.allSatisfy { $0.mean.isFinite && $0.variance.isFinite })
      #expect(try descriptors.spectralShape().centroid.count == 1 + count / 512)
    }
    expectFailure("hop: 0") { _ = try SoundDescriptors(Sound(samples: [], rate: 22_050), hop: 0) }
  }
}
