import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeSound
import Foundation
import Testing

/// Demo songs with made-up embeddings: each genre around a direction of its own.
private func library(
  genres: Int = 4, clips: Int = 12, dimensions: Int = 40, noise: Double = 0.4
) -> (dataset: Dataset, embeddings: [[Float]]) {
  let dataset = Dataset.demo(genres: genres, clips: clips, length: 1, rate: 8000, seed: 3)
  var random = RandomStream(seed: 4, purpose: "library")
  let centres = (0..<genres).map { _ in (0..<dimensions).map { _ in random.normal() } }
  let embeddings = dataset.labelIndices.map { label in
    centres[label].map { Float(5 + $0 + noise * random.normal()) }
  }
  return (dataset, embeddings)
}

@Suite("A library that is asked for songs") struct LibraryIndexTests {
  @Test("Of the reduced embeddings the library's variance is kept, as principal components keep it")
  func reduction() throws {
    let (dataset, embeddings) = library(noise: 1)
    let unit = embeddings.map { row in
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return row.map { $0 / length }
    }
    let exact = PrincipalComponents(of: unit, count: 10)
    let index = try LibraryIndex(dataset, embeddings: unit, dimensions: 10)
    #expect(index.dimensions == 10 && index.sourceDimensions == 40)
    let share = exact.shares.reduce(0, +)
    #expect(index.variance <= share + 1e-5 && index.variance > share - 0.002)
    #expect(try LibraryIndex(dataset, embeddings: unit).variance > 0.9999)
    let few = try LibraryIndex(dataset.subset([0, 1, 2]), embeddings: Array(unit.prefix(3)))
    #expect(few.dimensions == 2)
  }

  @Test("The liked song is never named, nor its track or artist if so asked; a reason is given")
  func sameness() throws {
    let (dataset, embeddings) = library()
    let index = try LibraryIndex(dataset, embeddings: embeddings)
    let liked: [LibraryIndex.EmbeddedClip] = [(dataset[1], embeddings[1])]
    let found = try index.recommend(liked: liked, count: 11).dataset
    #expect(found.names.contains(dataset[1].name) == false)
    #expect(found.count == 11 && Set(found.labels) == [dataset[1].label ?? ""])
    #expect(zip(found.clips, found.clips.dropFirst()).allSatisfy { ($0.score ?? 0) >= ($1.score ?? 0) })
    #expect(found.clips.allSatisfy { $0.because?.hasPrefix("like \(dataset[1].name) (0.") == true })
    #expect(found.clips.allSatisfy { $0.because?.hasSuffix("both \($0.label ?? "")") == true })
    let others = try index.recommend(liked: liked, by: .artist, count: 48).dataset
    #expect(!others.artists.contains(dataset[1].artist ?? ""))
    #expect(Set(others.artists).count == others.count)
    var twice = dataset.clips
    for place in twice.indices { twice[place].knownTrack = "track \(place / 2)" }
    let tracks = try LibraryIndex(Dataset(twice), embeddings: embeddings)
    let byTrack = try tracks.recommend(liked: [(twice[1], embeddings[1])], count: 48).dataset
    #expect(byTrack.count == 23 && Set(byTrack.tracks).count == 23 && !byTrack.tracks.contains("track 0"))
    let byItem = try tracks.recommend(liked: [(twice[1], embeddings[1])], by: .item, count: 48).dataset
    #expect(byItem.count == 47)
  }

  @Test("A recording in another file is found by its sound, though its embedding differs")
  func twins() throws {
    let folder = try Scratch()
    let (dataset, embeddings) = library(clips: 3)
    var clips = dataset.clips
    let song = try DemoSong(genre: #require(clips[0].label), index: 7, seed: 1, length: 12).render(
      rate: 22050)
    for (place, gain) in [(0, Float(0.9)), (1, 0.5)] {
      let path = folder.path + "/\(place).wav"
      try AudioFile.write(Sound(samples: song.map { $0 * gain }, rate: 22050), to: path)
      clips[place].source = .file(path: path)
    }
    var near = embeddings
    near[1] = embeddings[0].map { $0 + 0.01 }
    let index = try LibraryIndex(Dataset(clips), embeddings: near)
    let found = try index.recommend(liked: [(clips[0], near[0])], by: .item, count: 20).dataset
    #expect(found.count == clips.count - 2 && !found.names.contains(clips[1].name))
  }

  @Test("What is disliked pushes its neighbours down")
  func disliked() throws {
    let (dataset, embeddings) = library(genres: 3)
    let index = try LibraryIndex(dataset, embeddings: embeddings)
    func rank(_ names: [String]) -> Double {
      let places = names.indices.filter { names[$0].hasPrefix(dataset.genres[1] + "/") }
      return Double(places.reduce(0, +)) / Double(max(1, places.count))
    }
    let liked: [LibraryIndex.EmbeddedClip] = [(dataset[0], embeddings[0]), (dataset[12], embeddings[12])]
    let plain = try index.recommend(liked: liked, count: 36).dataset.names
    let avoiding = try index.recommend(
      liked: liked, disliked: [(dataset[14], embeddings[14])], count: 36
    ).dataset.names
    #expect(rank(avoiding) > rank(plain) + 5)
  }

  @Test("A playlist holds what is recommended, in an order at least as smooth, the same each time")
  func playlist() throws {
    let (dataset, embeddings) = library(genres: 5, noise: 1.5)
    let index = try LibraryIndex(dataset, embeddings: embeddings)
    let liked: [LibraryIndex.EmbeddedClip] = [(dataset[2], embeddings[2])]
    let ranked = try index.recommend(liked: liked, count: 15)
    let playlist = try index.playlist(liked: liked, count: 15)
    #expect(Set(playlist.places) == Set(ranked.places))
    func smoothness(_ places: [Int]) throws -> Double {
      // Likeness from step to step, asked anew of libraries' answers about one song each.
      var sum = ranked.dataset.clips[ranked.places.firstIndex(of: places[0]) ?? 0].score ?? 0
      for (before, after) in zip(places, places.dropFirst()) {
        let answer = try index.recommend(
          liked: [(dataset[before], embeddings[before])], by: .item, count: dataset.count)
        sum += answer.dataset.clips[answer.places.firstIndex(of: after) ?? 0].score ?? 0
      }
      return sum
    }
    let steps = playlist.dataset.clips.compactMap(\.score).reduce(0, +)
    #expect(agree(steps, try smoothness(playlist.places), absolute: 1e-4))
    #expect(steps >= (try smoothness(ranked.places)) - 1e-4)
    #expect(try index.playlist(liked: liked, count: 15).dataset.names == playlist.dataset.names)
  }

  @Test("A saved index answers as the one it was, to the bit")
  func saved() throws {
    let folder = try Scratch()
    let (dataset, embeddings) = library(noise: 1)
    let index = try LibraryIndex(dataset, embeddings: embeddings, notes: ["made": "here"])
    let path = folder.path + "/a.etudeindex"
    try index.write(to: path)
    let back = try LibraryIndex(reading: path)
    #expect(back.notes["made"] == "here" && back.variance == index.variance && back.count == index.count)
    #expect(try back.dataset().digest() == dataset.digest())
    let liked: [LibraryIndex.EmbeddedClip] = [(dataset[5], embeddings[5])]
    let (first, second) = try (index.recommend(liked: liked), back.recommend(liked: liked))
    #expect(first.places == second.places)
    #expect(first.dataset.clips.map(\.score) == second.dataset.clips.map(\.score))
    #expect(try index.judged() == back.judged())
    try back.write(to: path + "2")
    #expect(try WholeFile.read(path) == WholeFile.read(path + "2"))
  }

  @Test("A file of which any byte has changed, or that is cut off anywhere, is refused")
  func damaged() throws {
    let folder = try Scratch()
    let (dataset, embeddings) = library(genres: 2, clips: 3, dimensions: 5)
    let path = folder.path + "/a.etudeindex"
    try LibraryIndex(dataset, embeddings: embeddings).write(to: path)
    let whole = try WholeFile.read(path)
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= 1 << UInt8(place % 8)
      try WholeFile.write(bytes, to: path, isDurable: false)
      #expect(throws: Failure.self, "byte \(place)") { try LibraryIndex(reading: path) }
    }
    for end in stride(from: 0, to: whole.count, by: 13) {
      try WholeFile.write(Array(whole[..<end]), to: path, isDurable: false)
      #expect(throws: Failure.self, "cut at \(end)") { try LibraryIndex(reading: path) }
    }
    try WholeFile.write(whole + [0], to: path)
    #expect(throws: Failure.self) { try LibraryIndex(reading: path) }
    #expect(throws: Failure.self) { try LibraryIndex(reading: folder.path) }
    #expect(throws: Failure.self) { try LibraryIndex(reading: folder.path + "/none") }
  }
}

/// A folder of its own for a test, removed with all in it at the end.
private final class Scratch {
  let path = NSTemporaryDirectory() + "etude-index-" + UUID().uuidString
  init() throws { try WholeFile.makeFolder(path) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
}
