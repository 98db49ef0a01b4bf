import EtudeCore
import EtudeData
import EtudeDemo
import EtudeSound
import Testing

@Suite struct SpectrogramSetTests {
  private let settings = SpectrogramSettings(mels: 32, size: 48)

  @Test func viewsAreTheFrontEnds() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let dataset = try DatasetLoader.load(scratch.path)
    let set = try SpectrogramSet(dataset, settings: settings)
    let frontEnd = try FrontEnd(settings)
    for index in 0..<set.count {
      let frames = frontEnd.frames(of: try dataset[index].sound().samples)
      #expect(try set.frames(index) == frames)
      #expect(try set.image(index) == frames.image(settings))
    }
    #expect(set.imageSize == 48 && set.bands == 32 && set.count == 4)
    #expect(Set((0..<4).map { set.digest($0) }).count == 4)
    #expect(try set.data == dataset.digest())
  }

  /// From disk, in parallel and again: the same bits.
  @Test func viewsFromDiskAreEqual() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 3, "jazz": 3])
    let dataset = try DatasetLoader.load(scratch.path).segments(length: 0.4)
    let plain = try SpectrogramSet(dataset, settings: settings)
    let cache = ResultStore(folder: scratch("cache"))
    for view in SpectrogramSet.View.allCases {
      let heard = Heard()
      let kept = try SpectrogramSet(dataset, settings: settings, work: heard.work(store: cache))
      #expect(try kept.prepare(view, work: heard.work(store: cache)).isEmpty)
    }
    // What lies on disk is not decoded again.
    let silent = Heard()
    let third = try SpectrogramSet(dataset, settings: settings, work: silent.work(store: cache))
    #expect(!silent.stages.contains("reading files"))
    #expect(try third.prepare(work: silent.work(store: cache)).isEmpty)
    let again = try SpectrogramSet(dataset, settings: settings, work: Work(store: cache))
    for index in 0..<dataset.count {
      #expect(try again.image(index) == plain.image(index))
      #expect(try again.frames(index) == plain.frames(index))
    }
  }

  /// Inside one long sound too, not only between two.
  @Test func aViewStopsWhenItIsToldTo() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let work = Work()
    let set = try SpectrogramSet(try DatasetLoader.load(scratch.path), settings: settings, work: work)
    _ = try set.frames(0)
    work.cancellation.request()
    #expect(throws: Failure.interrupted) { _ = try set.frames(1) }
    #expect(throws: Failure.interrupted) { _ = try set.subset([2, 3]).image(0) }
    work.cancellation.clear()
    #expect(try set.frames(1).bands == 32)
  }

  @Test func unreadableClipsAreNamedAndLeftOut() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 3])
    try scratch.write("text", to: "blues/text.wav")
    let dataset = try DatasetLoader.load(scratch.path)
    try scratch.write("no longer sound", to: "jazz/jazz.00001.wav")
    let heard = Heard()
    let set = try SpectrogramSet(dataset, settings: settings, work: heard.work())
    let unreadable = try set.prepare(work: heard.work())
    #expect(unreadable.map(\.name) == ["blues/text.wav", "jazz/jazz.00001.wav"])
    #expect(unreadable.map(\.index) == [2, 4])
    #expect(heard.warnings == ["jazz/jazz.00001.wav cannot be read (it is not sound): left out"])
    #expect(failure { _ = try set.image(4) }?.kind == .input)
    #expect(failure { _ = try set.subset([2, 4]).prepare() }?.kind == .input)
  }

  @Test func segmentsOfDemoSongsAreSlicesOfThem() throws {
    let dataset = Dataset.demo(genres: 2, clips: 1, length: 2, seed: 3)
    let pieces = try dataset.segments(length: 0.5)
    let set = try SpectrogramSet(pieces, settings: settings)
    #expect(try set.prepare(.frames, work: Work(threads: 2)).isEmpty)
    let frontEnd = try FrontEnd(settings)
    for (index, piece) in pieces.clips.enumerated() {
      #expect(try set.frames(index) == frontEnd.frames(of: piece.sound().samples))
    }
  }

  @Test func digestsFollowFromSoundAndSettings() throws {
    let dataset = Made.dataset([2, 2])
    let set = try SpectrogramSet(dataset, settings: settings)
    var other = settings
    other.hop = 256
    #expect(try SpectrogramSet(dataset, settings: other).digest(0) != set.digest(0))
    // A label, a name or a place is no part of the sound.
    let renamed = dataset.relabelled { _ in "x" }
    #expect(try SpectrogramSet(renamed, settings: settings).digest(0) == set.digest(0))
    #expect(try set.subset([2, 0]).digest(1) == set.digest(0))
  }

  @Test func stopsWhenAsked() throws {
    let work = Work(threads: 2)
    let set = try SpectrogramSet(Made.dataset([2, 2]), settings: settings)
    work.cancellation.request()
    #expect(failure { _ = try set.prepare(work: work) } == .interrupted)
  }
}
