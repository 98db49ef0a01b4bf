import EtudeCore
import EtudeData
import EtudeEvaluation
import Foundation
import Testing

/// The songs that a result judged wrongly.
@Suite struct MistakenSongsTests {
  private let genres = ["jazz", "rock"]

  private func result(_ songs: [Clip]) throws -> Evaluation {
    let items = try [(0.9, 0), (0.6, 0), (0.2, 1), (0.7, 1)].enumerated().map { place, item in
      let clip = try #require(songs.dropFirst(place % songs.count).first)
      return judged(
        clip.name, clip.label ?? "", item.0 > 0.5 ? "jazz" : "rock", probabilities: [item.0, 1 - item.0],
        item: clip.item, repeat: item.1)
    }
    return try evaluation(items, genres: genres)
  }

  private func song(_ name: String, _ label: String, _ source: Clip.Source) -> Clip {
    Clip(name: name, label: label, source: source)
  }

  private func files(_ paths: [String]) -> [Clip] {
    [song("a", "rock", .file(path: paths[0])), song("b", "jazz", .file(path: paths[1]))]
  }

  private func written(_ count: Int) throws -> [String] {
    try (0..<count).map { place in
      let path = NSTemporaryDirectory() + "etude-mistaken-\(UUID().uuidString)-\(place).wav"
      try WholeFile.write("sound", to: path)
      return path
    }
  }

  @Test func theMostConfidentComeFirstOnceForEachRepeat() throws {
    let songs = files(try written(2))
    let wrong = try result(songs).of(Dataset(songs)).mistakes()
    // Item by item: a as jazz 0.9; b right; a as rock is right; b as jazz is right.
    #expect(wrong.names == ["a"])
    #expect(wrong[0].judgement == Judgement(predicted: "jazz", probability: 0.9, repeat: 0, fold: 0))
    let mirrored = songs.map { clip in
      var clip = clip
      clip.label = "rock"
      return clip
    }
    let more = try result(mirrored).of(Dataset(mirrored)).mistakes()
    #expect(more.names == ["a", "b", "b"])
    #expect(more.clips.compactMap(\.judgement?.probability) == [0.9, 0.7, 0.6])
    #expect(more.clips.compactMap(\.judgement?.repeat) == [0, 1, 0])
    let all = try result(mirrored).of(Dataset(mirrored))
    #expect(try all.mistakes(of: "jazz").count == 0 && all.mistakes(takenFor: "rock").count == 0)
    #expect(try all.mistakes(of: "rock", takenFor: "jazz").count == 3)
  }

  @Test func songsTravelWithTheRecordAndDoNotChangeTheDigest() throws {
    let songs = files(try written(2))
    let plain = try result(songs)
    let known = plain.of(Dataset(songs + [song("never judged", "rock", .file(path: "c.wav"))]))
    #expect(known.digest == plain.digest && known.songs?.names == ["a", "b"])
    let again = try Evaluation(archive: known.archive(file: { $0 }))
    #expect(again.digest == plain.digest)
    #expect(try again.mistakes().clips.map(\.file) == known.mistakes().clips.map(\.file))
    #expect(try Evaluation(archive: plain.archive()).songs == nil)
    #expect(throws: Failure.self) { try plain.mistakes() }
  }

  @Test func filesThatAreGoneAreNamed() throws {
    let songs = files(["/nowhere/a.wav", "/nowhere/b.wav"])
    let failure = #expect(throws: Failure.self) { try result(songs).of(Dataset(songs)).mistakes() }
    #expect(failure?.kind == .input)
    #expect(failure?.cause == "a judged file is gone: /nowhere/a.wav")
  }

  @Test func aVoteIsOfTheWholeOfItsSegments() throws {
    let path = try written(1)[0]
    let pieces = (0..<3).map { place in
      Clip(
        name: "a@\(place)", label: "rock", item: "a", source: .file(path: path), start: Double(place) * 3 + 1,
        span: 3)
    }
    let items = pieces.map { judged($0.name, "rock", "jazz", probabilities: [0.8, 0.2], item: "a") }
    let vote = try evaluation(items, genres: genres).of(Dataset(pieces)).vote(statement: "")
    let wrong = try vote.mistakes()
    #expect(wrong.names == ["a"] && wrong[0].start == 1 && wrong[0].span == 9)
  }
}
