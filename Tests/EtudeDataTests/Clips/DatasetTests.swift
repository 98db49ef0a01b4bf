import EtudeCore
import EtudeData
import EtudeDemo
import EtudeSound
import Testing

@Suite struct DatasetTests {
  @Test func clipsByName() throws {
    let dataset = Dataset([
      Made.clip("blues/blues.00001.wav", "blues"), Made.clip("jazz/one.wav", "jazz"),
      Made.clip("rock/one.mp3", "rock"), Made.clip("rock/v1.2", "rock"),
    ])
    #expect(try dataset.index(named: "blues/blues.00001.wav") == 0)
    #expect(try dataset.index(named: "blues.00001.wav") == 0)
    #expect(try dataset.index(named: "blues.00001") == 0)
    #expect(try dataset.index(named: "blues/blues.00001") == 0)
    #expect(try dataset.index(named: "one.mp3") == 2)
    #expect(try dataset.index(named: "v1.2") == 3)
    let twice = failure { _ = try dataset.index(named: "one") }
    #expect(twice?.cause == "2 clips are called 'one'")
    #expect(twice?.fix == "write one of 'jazz/one.wav', 'rock/one.mp3'")
    let none = failure { _ = try dataset.index(named: "blues.00002") }
    #expect(none?.fix == "there is 'blues/blues.00001.wav'")
    #expect(failure { _ = try Dataset([]).index(named: "x") } != nil)
  }

  @Test func samplesFollowFromTheSeed() throws {
    let dataset = Made.dataset([12, 3, 9])
    let sample = try dataset.sample(per: 5, seed: 1)
    #expect(sample.countsPerGenre == [5, 3, 5])
    #expect(try dataset.sample(per: 5, seed: 1).names == sample.names)
    #expect(try dataset.sample(per: 5, seed: 2).names != sample.names)
    #expect(sample.names == dataset.names.filter { sample.names.contains($0) })
    #expect(try dataset.sample(per: 2, genres: ["c"], seed: 1).genres == ["c"])
    #expect(
      failure { _ = try dataset.sample(per: 2, genres: ["polka"], seed: 1) }?.cause
        == "no clip is labelled 'polka'")
  }

  @Test func segmentsTileAClip() throws {
    let sound = Sound(samples: (0..<22050 * 10).map { Float($0) }, rate: 22050)
    let clip = Clip(name: "g/a.wav", label: "g", artist: "B", source: .sound(sound))
    let pieces = try Dataset([clip]).segments(length: 3)
    #expect(pieces.names == ["g/a.wav@0-3s", "g/a.wav@3-6s", "g/a.wav@6-9s"])
    #expect(pieces.clips.allSatisfy { $0.item == "g/a.wav" && $0.track == "g/a.wav" && $0.artist == "B" })
    #expect(pieces.labels == ["g", "g", "g"])
    let samples = try pieces.clips.flatMap { try $0.sound().samples }
    #expect(samples == Array(sound.samples.prefix(22050 * 9)))
    #expect(try Dataset([clip]).segments(length: 3, hop: 1).count == 8)
    #expect(try Dataset([clip]).segments(length: 10).names == ["g/a.wav@0-10s"])
    #expect(try Dataset([clip]).segments(length: 11).names == ["g/a.wav"])
    #expect(try pieces.segments(length: 1).names.prefix(2) == ["g/a.wav@0-1s", "g/a.wav@1-2s"])
    for length in [0, -1, Double.nan, .infinity] {
      #expect(failure { _ = try Dataset([clip]).segments(length: length) } != nil)
    }
    #expect(failure { _ = try Dataset([clip]).segments(length: 1e-9) } != nil)
    let stopped = Work()
    stopped.cancellation.request()
    #expect(throws: Failure.interrupted) { try Dataset([clip]).segments(length: 3, work: stopped) }
  }

  @Test func slicesOfSlices() throws {
    let sound = Sound(samples: (0..<1000).map { Float($0) }, rate: 100)
    let clip = Clip(name: "a.wav", source: .sound(sound), rate: 100)
    let part = try clip.slice(from: 2, length: 5)
    #expect(part.name == "a.wav@2-7s" && part.length == 5)
    let inner = try part.slice(from: 1)
    #expect(inner.name == "a.wav@3-7s" && inner.length == 4)
    #expect(try inner.sound().samples == Array(sound.samples[300..<700]))
    #expect(try part.slice(from: 4, length: 10).length == 1)
    #expect(
      failure { _ = try part.slice(from: 5) }?.cause
        == "a slice of a.wav@2-7s from 5s is empty: the clip is 5s long")
    #expect(failure { _ = try clip.slice(from: -1) } != nil)
    #expect(failure { _ = try clip.slice(from: 0, length: 0) } != nil)
  }

  /// Pieces of pieces, of files of several rates, of demo songs and of sound held in memory, at random times.
  @Test(arguments: [8000, 22050, 44100]) func countedSamplesAreThere(_ rate: Int) throws {
    let scratch = try Scratch()
    try scratch.song("songs/a/a.wav", number: 1, seconds: 3.3333, rate: rate)
    try scratch.song("songs/a/b.flac", number: 2, seconds: 2.7, rate: rate)
    var random = RandomStream(seed: UInt64(rate), purpose: "pieces")
    var held = Clip(name: "held", source: .sound(Scratch.song(3, seconds: 2.1234, rate: rate)))
    held.rate = rate
    let demo = Dataset.demo(genres: 1, clips: 1, length: 2, seed: 3).clips
    for clip in try DatasetLoader.load(scratch("songs")).clips + demo + [held] {
      for _ in 0..<25 {
        var piece = clip
        for _ in 0..<random.below(3) {
          let length = try #require(piece.length)
          piece = try piece.slice(
            from: random.uniform(0...length * 0.9),
            length: random.below(3) == 0 ? nil : random.uniform(0.001...1))
        }
        #expect(piece.sampleCount() == (try piece.sound().samples.count), "\(piece.name)")
        if clip.name != "held" {
          #expect(
            piece.sampleCount(rate: 16_000) == (try piece.sound(rate: 16_000).samples.count), "\(piece.name)")
        }
      }
    }
  }

  @Test func concatenatingKeepsNamesApart() throws {
    let first = Dataset([Clip(name: "g/a.wav", label: "g", source: .file(path: "/1/g/a.wav"))])
    let second = Dataset([
      Clip(name: "g/a.wav", label: "g", source: .file(path: "/2/g/a.wav")),
      Clip(name: "g/a.wav@0-1s", label: "g", item: "g/a.wav", source: .file(path: "/2/g/a.wav"), span: 1),
    ])
    let joined = first.concatenated(with: [second, first])
    #expect(joined.names == ["g/a.wav", "g/a.wav#2", "g/a.wav#2@0-1s"])
    #expect(joined.groups(by: .item) == [0, 1, 1])
    #expect(joined.concatenated(with: [second]).names == joined.names)
  }

  @Test func concatenatingSaysWhereLabelsDiffer() {
    let first = Made.dataset([3, 2])
    let heard = Heard()
    let other = first.relabelled { $0.name == "a/a.00001.wav" || $0.label == "b" ? "x" : $0.label }
    let joined = first.concatenated(with: [other], work: heard.work())
    #expect(joined.labels == first.labels)
    #expect(
      heard.warnings == ["a/a.00001.wav and 2 more came again with another label: the first label is kept"])
  }

  @Test func concatenatingKeepsSpellingsOfOneNameApart() {
    let spellings = ["caf\u{E9}.wav", "cafe\u{301}.wav"].map { path in
      Dataset([Clip(name: path, label: "rock", source: .file(path: path))])
    }
    let joined = spellings[0].concatenated(with: [spellings[1], spellings[0]])
    #expect(joined.names == ["caf\u{E9}.wav", "cafe\u{301}.wav#2"])
  }

  @Test func relabelling() {
    let dataset = Made.dataset([2, 2]).relabelled { $0.label == "a" ? "x" : $0.label }
    #expect(dataset.genres == ["b", "x"])
    #expect(dataset.labelIndices == [1, 1, 0, 0])
  }

  @Test func demoSongsAreAWholeDataset() throws {
    let dataset = Dataset.demo(genres: 3, clips: 2, length: 1, seed: 4)
    #expect(dataset.genres == ["blues", "classical", "country"])
    #expect(dataset.count == 6 && dataset.length == 6)
    #expect(try dataset[0].sound().samples.count == 22050)
    #expect(try dataset[0].slice(from: 0.5).sound().samples.count == 11025)
    #expect(!dataset.artists.contains(""))
  }
}
