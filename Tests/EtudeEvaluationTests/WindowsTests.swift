import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeNetworks
import EtudeSound
import Testing

/// Sound that is longer than what a network learned from is asked in windows.
@Suite struct WindowsTests {
  private static let settings = SpectrogramSettings(rate: 8000, mels: 16, fft: 512, hop: 256, size: 32)

  private static func song(_ seconds: Double, _ name: String = "long.wav") -> Clip {
    var random = RandomStream(seed: 5, purpose: "song") { $0.append(name) }
    let samples = (0..<Int(seconds * 8000)).map { index in
      Float(0.3 * random.normal()) * (index < 4000 ? 1 : 0.05)
    }
    return Clip(name: name, source: .sound(Sound(samples: samples, rate: 8000)), rate: 8000)
  }

  private static func set(_ clips: [Clip]) throws -> SpectrogramSet {
    try SpectrogramSet(Dataset(clips), settings: settings)
  }

  private func network(_ kinds: [LayerKind] = Experiment.baselineLayers) throws -> Fitted {
    try experiment(tones(4), kinds, epochs: 3).train(work: Work()).fitted
  }

  @Test func theyLieSideBySideAndEndWithTheSound() {
    func starts(_ length: Double, _ window: Double = 2) -> [Double]? {
      Windows.starts(length: length, window: window)
    }
    #expect(starts(2) == nil && starts(3) == nil && starts(0.5) == nil)
    #expect(starts(3.5) == [0, 1.5])
    #expect(starts(4) == [0, 2])
    // Less than half a window is left out, half a window counts.
    #expect(starts(4.9) == [0, 2])
    #expect(starts(5) == [0, 2, 3])
    #expect(starts(6) == [0, 2, 4])
    #expect(starts(0.3 * 3, 0.3).map { $0.count } == 3)
  }

  @Test(arguments: 1...40) func theyCoverTheSoundButForLessThanHalfAWindow(_ step: Int) throws {
    let (length, window) = (3.1 + 0.37 * Double(step), 2.0)
    let starts = try #require(Windows.starts(length: length, window: window))
    #expect(starts.first == 0 && zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 && $1 - $0 <= window })
    let end = try #require(starts.last) + window
    #expect(end <= length + 1e-9 && length - end < window / 2)
  }

  @Test func itKnowsTheMedianLengthOfWhatItLearnedFrom() throws {
    let fitted = try network()
    #expect(fitted.learnedLength == 0.5)
    let clips = [1.0, 4, 2, 8].enumerated().map { Self.song($1, "\($0).wav") }
    #expect(Dataset(clips).medianLength(of: [0, 1, 2]) == 2)
    #expect(Dataset(clips).medianLength(of: [0, 1, 2, 3]) == 3)
    #expect(Dataset(clips).medianLength(of: []) == nil)
  }

  @Test(arguments: [0.5, 0.75]) func soundOfItsLengthIsAskedAsBeforeBitForBit(_ seconds: Double) throws {
    let fitted = try network()
    let set = try Self.set([Self.song(seconds)])
    let whole = try predict(fitted, examples: set, items: [0], work: Work())
    #expect(try predict(fitted, songs: set, items: [0], work: Work()) == whole)
  }

  @Test func twoWindowsGiveTheMeanOfTheirPieces() throws {
    let fitted = try network()
    let song = Self.song(1)
    let pieces = try Self.set([song.slice(from: 0, length: 0.5), song.slice(from: 0.5, length: 0.5)])
    let parts = try predict(fitted, examples: pieces, items: [0, 1], work: Work())
    let songs = try Self.set([Self.song(0.5, "short.wav"), song])
    let rows = try predict(fitted, songs: songs, items: [1, 0], work: Work())
    #expect(rows[0] == zip(parts[0], parts[1]).map { Float((Double($0) + Double($1)) / 2) })
    #expect(rows[1] == (try predict(fitted, examples: songs, items: [0], work: Work())[0]))
    // The second half is quiet: seen by itself it is scaled by its own maximum, and the whole song is not the same.
    #expect(rows[0] != (try predict(fitted, examples: songs, items: [1], work: Work())[0]))
    let vectors = try features(fitted, songs: songs, items: [1], work: Work())
    let vectorParts = try features(fitted, examples: pieces, items: [0, 1], work: Work())
    #expect(vectors[0] == mean(vectorParts))
  }

  @Test func anotherWindowAndShortOrUnknownLengthsAreWarnedOf() throws {
    let fitted = try network()
    func warnings(_ fitted: Fitted, _ seconds: Double, window: Double? = nil) throws -> [String] {
      let told = Told()
      let work = told.work
      warnOfLengths(fitted, songs: try Self.set([Self.song(seconds)]), items: [0], window: window, work: work)
      return told.warnings
    }
    #expect(try warnings(fitted, 0.5).isEmpty && warnings(fitted, 5).isEmpty)
    #expect(try warnings(fitted, 1, window: 0.25).first?.contains("learned from 0.5 s") == true)
    #expect(try warnings(fitted, 0.2).first?.contains("less than half") == true)
    var unknown = fitted
    unknown.learnedLength = nil
    #expect(try warnings(unknown, 5).count == 1)
    let set = try Self.set([Self.song(5)])
    #expect(
      try predict(unknown, songs: set, items: [0], work: Work())
        == predict(fitted, examples: set, items: [0], work: Work()))
  }

  @Test func crossValidationJudgesLongSongsInWindows() throws {
    let data = tones(4)
    // Two clips of half a second each, one after another, and the rest as they are.
    let clips = data.clips.enumerated().map { index, clip -> Clip in
      guard index == 0, case .sound(let sound) = clip.source else { return clip }
      var long = clip
      long.source = .sound(Sound(samples: sound.samples + sound.samples, rate: sound.rate))
      return long
    }
    let own = try experiment(Dataset(clips), epochs: 2)
    let result = try own.crossValidate(plan: .make(Dataset(clips), count: 2, seed: 7), work: Work())
    #expect(result.items.count == 12)
    let fitted = try own.train(work: Work()).fitted
    let judged = try evaluate(fitted, examples: own.examples, seed: 7, statement: "", work: Work())
    let rows = try predict(fitted, songs: own.examples, items: [0], work: Work())
    #expect(judged.items[0].probabilities == rows[0].map(Double.init))
  }
}
