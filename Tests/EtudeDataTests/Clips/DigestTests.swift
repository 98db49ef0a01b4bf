import EtudeCore
import EtudeData
import Foundation
import Testing

@Suite struct DigestTests {
  @Test func anItemsDigestIsThatOfItsBytes() throws {
    let scratch = try Scratch()
    let path = try scratch.song("g/a.wav", number: 1)
    let clip = Clip(name: "a.wav", source: .file(path: path))
    #expect(try Dataset([clip]).itemDigests() == [Digest(of: WholeFile.read(path))])
    #expect(failure { _ = try Clip(name: "b", source: .file(path: scratch("b"))).digest() }?.kind == .input)
  }

  @Test func aClipsDigestIsThatOfTheSoundThatItIs() throws {
    let scratch = try Scratch()
    let whole = Clip(name: "a.wav", source: .file(path: try scratch.song("g/a.wav", number: 1)))
    var named = whole
    named.name = "b.wav"
    #expect(try named.digest() == whole.digest())
    let changes: [(inout Clip) -> Void] = [{ $0.start = 1 }, { $0.span = 1 }, { $0.rate = 8000 }]
    for change in changes {
      var part = whole
      change(&part)
      #expect(try part.digest() != whole.digest())
    }
  }

  @Test func theDataFollowsFromEveryField() throws {
    let dataset = Made.dataset([3, 3])
    let whole = try dataset.digest()
    #expect(try Made.dataset([3, 3]).digest() == whole)
    let changes: [(inout Clip) -> Void] = [
      { $0.name += "x" }, { $0.label = "z" }, { $0.knownTrack = "t" }, { $0.artist = "B" }, { $0.start = 1 },
      { $0.span = 1 }, { $0.source = Made.clip("other", nil).source },
    ]
    for change in changes {
      var clips = dataset.clips
      change(&clips[2])
      #expect(try Dataset(clips).digest() != whole)
    }
    #expect(try Dataset(dataset.clips.reversed()).digest() != whole)
  }

  /// Where a library lies does not matter.
  @Test func theDataDoesNotFollowFromThePlace() throws {
    let first = try Scratch()
    let second = try Scratch()
    for scratch in [first, second] { try scratch.library(["blues": 2, "jazz": 2]) }
    let digest = try DatasetLoader.load(first.path).digest()
    #expect(try DatasetLoader.load(second.path).digest() == digest)
    #expect(try DatasetLoader.folder(second.path).digest() == digest)
  }

  @Test func digestsAreRememberedUntilAFileChanges() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 2, "jazz": 2])
    let cache = ResultStore(folder: scratch("cache"))
    let dataset = try DatasetLoader.folder(scratch.path)
    let first = Heard()
    let digests = try dataset.itemDigests(work: first.work(store: cache))
    #expect(first.stages.count == 4)
    let second = Heard()
    #expect(try dataset.itemDigests(work: second.work(store: cache)) == digests)
    #expect(second.stages.isEmpty)
    try scratch.song("jazz/jazz.00001.wav", number: 77)
    let third = Heard()
    let changed = try dataset.itemDigests(work: third.work(store: cache))
    #expect(third.stages.count == 1)
    #expect(changed[..<3] == digests[..<3] && changed[3] != digests[3])
  }

  /// What was read before Ctrl-C is not read again.
  @Test func whatWasReadBeforeAnInterruptionIsRemembered() throws {
    let scratch = try Scratch()
    try scratch.library(["blues": 6, "jazz": 6])
    let dataset = try DatasetLoader.folder(scratch.path)
    let cache = ResultStore(folder: scratch("cache"))
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation, store: cache) { event in
      if case .progress(_, 5, _, _) = event { cancellation.request() }
    }
    #expect(failure { _ = try dataset.itemDigests(work: work) }?.kind == .interrupted)
    let heard = Heard()
    _ = try dataset.itemDigests(work: heard.work(store: cache))
    #expect(heard.stages.count == 7)
  }
}
