import EtudeCore
import EtudeEvaluation
import Foundation
import Testing

private func song(
  _ name: String, item: String? = nil, track: String? = nil, artist: String? = nil, bytes: String? = nil
) -> ItemIdentity {
  ItemIdentity(
    name: name, item: item ?? name, track: track ?? item ?? name, artist: artist, label: "x",
    digest: bytes.map { text in Digest.build { $0.append(text) } })
}

@Suite struct LeakageTests {
  private let training = TrainingMemory(of: [
    song("a.wav", artist: "Ada", bytes: "1"), song("b.wav", track: "suite", bytes: "2"),
    song("c@0-3s", item: "c.wav", bytes: "3"), song("d.wav", track: "suite", artist: "Bea", bytes: "4"),
  ])

  @Test func nothingInCommon() {
    #expect(training.sharing(of: song("e.wav", artist: "Cleo", bytes: "5")) == [])
    #expect(training.count == 4)
  }

  @Test func anUnknownArtistIsNobodysArtist() {
    let memory = TrainingMemory(of: [song("a.wav"), song("b.wav")])
    #expect(memory.sharing(of: song("c.wav")) == [])
  }

  @Test func trackArtistAndTwins() {
    #expect(training.sharing(of: song("e.wav", track: "suite", bytes: "5")) == .track)
    #expect(training.sharing(of: song("e.wav", artist: "Ada", bytes: "5")) == .artist)
    #expect(training.sharing(of: song("e.wav", bytes: "1")) == .duplicate)
    #expect(
      training.sharing(of: song("e.wav", track: "suite", artist: "Bea", bytes: "4")) == [
        .track, .artist, .duplicate,
      ])
  }

  /// A track is a title of an artist: another's piece of the same title is another track.
  @Test func anotherArtistsTitleIsAnotherTrack() {
    #expect(training.sharing(of: song("e.wav", track: "suite", artist: "Cleo", bytes: "5")) == [])
    #expect(training.sharing(of: song("e.wav", track: "suite", artist: "Ada", bytes: "5")) == .artist)
  }

  @Test func aPieceOfTheSameFileSharesItsTrackAndIsNoTwin() {
    #expect(training.sharing(of: song("c@3-6s", item: "c.wav", bytes: "3")) == .track)
    // Two tracks in one file, as a manifest may have it, are still one file.
    #expect(training.sharing(of: song("c@9-12s", item: "c.wav", track: "other", bytes: "3")) == .track)
  }

  @Test func anItemTestedTwiceCountsOnce() {
    let leakage = Leakage(of: [
      judged("a", "x", "x", sharing: .track), judged("a", "x", "x", repeat: 1, sharing: [.track, .artist]),
      judged("b", "x", "x"), judged("b", "x", "x", repeat: 1, sharing: .duplicate),
    ])
    #expect(leakage.track == 1 && leakage.artist == 1 && leakage.duplicate == 1 && leakage.tested == 2)
    #expect(!leakage.isNone)
    #expect(
      leakage.description
        .hasPrefix(
          "of 2 test items, 1 share a track with training, 1 a known artist, 1 have a twin, byte-equal or near-equal, there"
        ))
  }

  @Test func whatTheDataDoesNotSayIsNotCounted() {
    func line(_ knowsTracks: Bool, _ knowsArtists: Bool) -> String {
      Leakage(
        track: 0, artist: 0, duplicate: 0, tested: 2, knowsTracks: knowsTracks, knowsArtists: knowsArtists
      ).description
    }
    #expect(
      line(true, true)
        == "no test item shares a track or a known artist with training or has a twin, byte-equal or near-equal, there"
    )
    #expect(line(true, false).hasSuffix("; artists are not known"))
    #expect(line(false, true).hasSuffix("; tracks are not known"))
    #expect(line(false, false).hasSuffix("; tracks and artists are not known"))
  }

  @Test func aRecordingThatSoundsTheSameIsATwin() {
    func item(nearEqual: Set<String>) -> ItemIdentity {
      ItemIdentity(
        name: "e.wav", item: "e.wav", track: "e", artist: nil, label: "x", digest: nil, nearEqual: nearEqual)
    }
    #expect(training.sharing(of: item(nearEqual: ["a.wav", "z.wav"])) == .duplicate)
    #expect(training.sharing(of: item(nearEqual: ["z.wav"])) == [])
  }

  @Test func memoryIsWrittenInOneOrderAndReadBack() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let songs = (0..<50).map {
      song("\($0).wav", track: "t\($0 % 7)", artist: "a\($0 % 3)", bytes: "\($0 % 11)")
    }
    let bytes = try encoder.encode(TrainingMemory(of: songs))
    #expect(try encoder.encode(TrainingMemory(of: songs.reversed())) == bytes)
    let read = try JSONDecoder().decode(TrainingMemory.self, from: bytes)
    #expect(read == TrainingMemory(of: songs))
    for song in songs { #expect(read.sharing(of: song) == TrainingMemory(of: songs).sharing(of: song)) }
  }

  @Test func memoriesJoin() {
    let joined = TrainingMemory(of: [song("a", artist: "Bob", bytes: "1")])
      .joined(with: TrainingMemory(of: [song("b", track: "suite", artist: "Ada", bytes: "2")]))
    #expect(
      joined.sharing(of: song("c", track: "suite", artist: "Ada", bytes: "1")) == [
        .track, .artist, .duplicate,
      ])
    #expect(joined.count == 2)
  }
}
