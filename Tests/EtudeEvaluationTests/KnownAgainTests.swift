import EtudeCore
import EtudeData
import EtudeDemo
import EtudeEvaluation
import EtudeSound
import Foundation
import Testing

/// A network judged on other data in which a song that it has learnt comes back in another file.
@Suite struct KnownAgainTests {
  private let folder = NSTemporaryDirectory() + "etude-known-again-\(UUID().uuidString)"

  /// Two genres of so many songs of the demo as files, and a softer copy of the first blues that begins later.
  private func songs() throws -> (learnt: Dataset, other: Dataset) {
    let songs = demoSongs(genres: 2, clips: 3, length: 8, seed: 1)
    for song in songs {
      let part = song.index < 2 ? "learnt" : "other"
      try AudioFile.write(Sound(samples: song.render(), rate: 22050), to: "\(folder)/\(part)/\(song.name)")
    }
    let copy = songs[0].render().dropFirst(3000).map { $0 * 0.3 }
    try AudioFile.write(
      Sound(samples: copy, rate: 22050), to: "\(folder)/other/\(songs[0].genre)/another name.flac")
    return (try DatasetLoader.load(folder + "/learnt"), try DatasetLoader.load(folder + "/other"))
  }

  @Test func aCopyUnderAnotherNameIsATwinAndAfterTrainingGoesOnAsWell() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (learnt, other) = try songs()
    let first = try experiment(learnt, epochs: 1).train(work: Work())
    func line(_ memory: TrainingMemory) throws -> Leakage? {
      try evaluate(
        first.fitted, examples: experiment(other).examples, memory: memory, seed: 7, statement: "",
        work: Work()
      ).leakage
    }
    let leakage = try #require(try line(first.memory))
    #expect(leakage.duplicate == 1 && leakage.tested == 3 && leakage.hasCompared)
    let kept = try JSONDecoder().decode(TrainingMemory.self, from: JSONEncoder().encode(first.memory))
    #expect(kept == first.memory)
    #expect(try line(kept) == leakage)

    // What was learnt first is remembered when training has gone on with other songs.
    let stranger = other.subset(other.clips.indices.filter { !other[$0].name.contains("another") })
    let second = try experiment(stranger, epochs: 1).train(
      continuing: first.fitted, memory: first.memory, work: Work())
    #expect(try line(second.memory)?.duplicate == 1)

    // A note of an older version has nothing to listen to, and the line says so.
    var older = try #require(
      JSONSerialization.jsonObject(with: JSONEncoder().encode(first.memory)) as? [String: Any])
    older["recordings"] = nil
    let bytesAlone = try line(
      JSONDecoder().decode(TrainingMemory.self, from: JSONSerialization.data(withJSONObject: older)))
    #expect(bytesAlone?.duplicate == 0 && bytesAlone?.hasCompared == false)
  }
}
