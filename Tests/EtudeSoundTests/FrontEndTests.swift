import EtudeCore
import EtudeSound
import Foundation
import Testing

@Suite struct FrontEndTests {
  static let names = ["tones", "noise", "clicks", "song", "brief", "htk", "odd"]

  func settings(_ name: String, _ kind: SpectrogramSettings.Kind) -> SpectrogramSettings {
    switch name {
    case "htk":
      SpectrogramSettings(kind: kind, mels: 40, fft: 1024, hop: 300, low: 300, high: 8000, melScale: .htk)
    // A window that is no multiple of sixteen samples, nor of the hop.
    case "odd": SpectrogramSettings(kind: kind, mels: 24, fft: 1002, hop: 77)
    default: SpectrogramSettings(kind: kind)
    }
  }

  /// The columns of some frames, `[bands, frames]`.
  func columns(_ frames: Frames, _ wanted: [Int], everyBand step: Int = 1) -> [Float] {
    stride(from: 0, to: frames.bands, by: step).flatMap { band in wanted.map { frames[band, $0] } }
  }

  @Test(arguments: names) func `mel power, decibels, MFCC and power equal librosa's`(name: String) throws {
    let golden = try #require(Golden.read().front_end[name])
    let samples = try Signals.named(name)
    let mel = try FrontEnd(settings(name, .mel)).melPower(of: samples)
    #expect(mel.count == golden.count)
    // 1e-4 relative within 60 dB of the largest, elsewhere 1e-6 of it.
    func expectPower(_ actual: [Float], _ expected: [Float], largest: Float, _ what: String) {
      let faults = zip(actual, expected).filter { actual, expected in
        !(abs(actual - expected) <= (expected > 1e-6 * largest ? 1e-4 * expected : 1e-6 * largest))
      }
      #expect(faults.isEmpty, "\(what): \(faults.prefix(3))")
    }
    expectPower(columns(mel, golden.frames), golden.mel.values, largest: golden.largest_mel, "mel")

    let decibels = columns(try FrontEnd(settings(name, .mel)).frames(of: samples), golden.frames)
    for (actual, expected) in zip(decibels, golden.db.values) {
      #expect(abs(actual - expected) <= (expected > -60 ? 1e-3 : 1e-2))
    }
    let coefficients = try FrontEnd(settings(name, .mfcc(count: 20))).frames(of: samples)
    expectClose(columns(coefficients, golden.frames), golden.mfcc.values, absolute: 1e-2, "MFCC")

    var whole = settings(name, .linear)
    (whole.low, whole.high) = (0, nil)
    let power = try FrontEnd(whole).linearPower(of: samples)
    expectPower(
      columns(power, golden.frames, everyBand: 8), golden.power.values, largest: golden.largest_power, "power"
    )
  }

  @Test(arguments: ["tones", "noise", "clicks", "song"])
  func `every frequency scale equals the reference`(name: String) throws {
    let golden = try #require(Golden.read().scales[name])
    let samples = try Signals.named(name)
    let spread =
      name == "song" ? [0, 1, 200, 646, 1290, 1291] : [0, 1, 2, 7, 31, 64, 65, 100, -2, -1]
    func values(_ settings: SpectrogramSettings, everyBand step: Int = 1) throws -> [Float] {
      let frames = try FrontEnd(settings).frames(of: samples)
      return columns(frames, spread.map { ($0 + frames.count) % frames.count }, everyBand: step)
    }
    let decibels: [(String, [Float], Packed)] = [
      ("linear", try values(SpectrogramSettings(kind: .linear), everyBand: 8), golden.linear),
      ("logarithmic", try values(SpectrogramSettings(kind: .logarithmic)), golden.logarithmic),
      ("htk", try values(SpectrogramSettings(melScale: .htk)), golden.htk),
    ]
    for (scale, actual, expected) in decibels {
      #expect(actual.count == expected.values.count)
      for (actual, expected) in zip(actual, expected.values) {
        #expect(abs(actual - expected) <= (expected > -60 ? 1e-3 : 1e-2), "\(scale)")
      }
    }
    let power = try values(SpectrogramSettings(melScale: .htk, level: .power))
    for (actual, expected) in zip(power, golden.power.values) {
      #expect(abs(actual - expected) <= (expected > 1e-6 ? 1e-4 * expected : 1e-6))
    }
  }

  @Test(arguments: [(mels: 33, count: 13), (32, 12), (5, 5), (4, 1)])
  func `coefficients are the cosine transform of decibels`(mels: Int, count: Int) throws {
    let samples = Signals.tones(20_000)
    let levels = try FrontEnd(SpectrogramSettings(mels: mels)).frames(of: samples)
    let mfcc = try FrontEnd(SpectrogramSettings(kind: .mfcc(count: count), mels: mels)).frames(of: samples)
    #expect(mfcc.bands == count && mfcc.count == levels.count)
    // All but the first are the same whatever 0 dB means.
    for row in stride(from: 1, to: count, by: 1) {
      for frame in 0..<mfcc.count {
        let expected = (0..<mels).reduce(0.0) { sum, band in
          sum + Double(levels[band, frame]) * cos(.pi * Double(row) * (Double(band) + 0.5) / Double(mels))
        }
        #expect(abs(Double(mfcc[row, frame]) - expected * sqrt(2 / Double(mels))) < 1e-3)
      }
    }
  }

  @Test func `mel scales give the published values`() {
    let frequencies: [Double] = [0, 500, 1000, 2000, 3000]
    let expected = [0, 7.5, 15, 25.08188016, 30.97940199]
    for (frequency, mel) in zip(frequencies, expected) {
      #expect(abs(MelScale.slaney.mel(frequency) - mel) < 1e-8)
    }
    #expect(abs(MelScale.htk.mel(1000) - 999.9855) < 1e-3)
    for scale in MelScale.allCases {
      for frequency in stride(from: 0.0, through: 11_000, by: 137) {
        #expect(abs(scale.frequency(scale.mel(frequency)) - frequency) < 1e-8)
      }
    }
  }

  @Test func `a pure tone is loudest in the band that holds it`() throws {
    for kind in [SpectrogramSettings.Kind.mel, .linear, .logarithmic] {
      let frames = try FrontEnd(SpectrogramSettings(kind: kind)).frames(of: Self.sine(3000, seconds: 1))
      let loudest = try #require((0..<frames.bands).max { frames[$0, 20] < frames[$1, 20] })
      #expect(frames[loudest, 20] > -1)
      let place = Double(loudest) / Double(frames.bands)
      let expected =
        switch kind {
        case .linear: 3000.0 / 11_025
        case .logarithmic: log(3000 / 32.703) / log(11_025 / 32.703)
        default: MelScale.slaney.mel(3000) / MelScale.slaney.mel(11_025)
        }
      #expect(abs(place - expected) < 0.02, "\(kind)")
    }
  }

  @Test(arguments: [0, 1, 2, 511, 512, 513, 2047, 2048, 2049, 5000])
  func `a clip of any length gives its frames, finite and below the maximum`(samples: Int) throws {
    for kind in [SpectrogramSettings.Kind.mel, .mfcc(count: 13), .linear, .logarithmic, .chroma] {
      let settings = SpectrogramSettings(kind: kind)
      let frames = try FrontEnd(settings).frames(of: Signals.tones(samples))
      #expect(frames.count == 1 + samples / 512)
      #expect(frames.bands == settings.bands)
      #expect(frames.values.allSatisfy { $0.isFinite })
      #expect(frames.image(settings).pixels.count == 256 * 256 * 3)
      if kind == .mel { #expect(frames.values.allSatisfy { $0 <= 0 && $0 >= -80 }) }
    }
  }

  @Test func `a bin's power is that of the Fourier sum, also 60 dB below the loudest`() throws {
    // A glide so fast that it is as broad as noise: here single precision shows most.
    let samples = (0..<22_050).map { index in
      let time = (Double(index) / 22_050).truncatingRemainder(dividingBy: 0.09)
      return Float(0.9 * sin(2 * .pi * 11_000 / 0.18 * time * time))
    }
    let power = try FrontEnd(SpectrogramSettings(kind: .linear, fft: 1024, hop: 256)).linearPower(of: samples)
    let largest = try #require(power.values.max())
    for frame in [20, 33, 60, 71] {
      let windowed = (0..<1024).map { index in
        Double(samples[frame * 256 - 512 + index]) * (0.5 - 0.5 * cos(2 * .pi * Double(index) / 1024))
      }
      for bin in 0..<power.bands {
        var (real, imaginary) = (0.0, 0.0)
        for (index, value) in windowed.enumerated() {
          let angle = 2 * .pi * Double(index * bin % 1024) / 1024
          real += value * cos(angle)
          imaginary += value * sin(angle)
        }
        let expected = real * real + imaginary * imaginary
        guard expected > 1e-6 * Double(largest) else { continue }
        #expect(abs(Double(power[bin, frame]) - expected) <= 1e-6 * expected)
      }
    }
  }

  @Test func `an even number of frames more or less changes no other frame`() throws {
    // The last frame shares its transform with zeros or with another frame; neither may show.
    let samples = Signals.tones(512 * 41)
    let front = try FrontEnd(SpectrogramSettings())
    let long = front.melPower(of: samples)
    let short = front.melPower(of: Array(samples[..<(512 * 38)]))
    for frame in 0..<36 {
      for band in 0..<128 {
        #expect(abs(short[band, frame] - long[band, frame]) <= 1e-5 * long[band, frame] + 1e-6)
      }
    }
  }

  @Test func `equal samples give equal bits on any thread`() async throws {
    let front = try FrontEnd(SpectrogramSettings())
    let samples = Signals.tones(40_000)
    let first = front.frames(of: samples)
    let others = await withTaskGroup(of: Frames.self) { group in
      for _ in 0..<8 { group.addTask { front.frames(of: samples) } }
      return await group.reduce(into: [Frames]()) { $0.append($1) }
    }
    let again = try FrontEnd(SpectrogramSettings()).frames(of: samples)
    #expect((others + [again]).allSatisfy { $0 == first })
  }

  @Test func `louder sound has the same picture, and silence is one level`() throws {
    let front = try FrontEnd(SpectrogramSettings())
    let quiet = front.frames(of: Signals.tones(20_000).map { $0 / 4 })
    expectClose(quiet.values, front.frames(of: Signals.tones(20_000)).values, absolute: 1e-4, "scale")
    #expect(front.frames(of: Array(repeating: 0, count: 5000)).values.allSatisfy { $0 == 0 })
  }

  static func sine(_ frequency: Double, seconds: Double, rate: Int = 22_050) -> [Float] {
    (0..<Int(seconds * Double(rate))).map {
      Float(0.5 * sin(2 * .pi * frequency * Double($0) / Double(rate)))
    }
  }
}
