import EtudeCore
import EtudeData
import EtudeDemo
import EtudeEvaluation
import EtudeRecommendation
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

extension LibraryIndex {
  /// Songs that the library holds, at some places of the dataset that it was made of.
  fileprivate func songs(_ places: [Int], of dataset: Dataset) throws -> [AskedSong] {
    try asked(places.map { dataset[$0] }) { throw Failure("\($0.count) songs are not in the library") }
  }
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
    let liked = try index.songs([1], of: dataset)
    let found = try index.recommend(liked: liked, count: 11).dataset
    #expect(found.names.contains(dataset[1].name) == false)
    #expect(found.count == 11 && Set(found.labels) == [dataset[1].label ?? ""])
    #expect(zip(found.clips, found.clips.dropFirst()).allSatisfy { ($0.score ?? 0) >= ($1.score ?? 0) })
    #expect(found.clips.allSatisfy { $0.reason?.hasPrefix("like \(dataset[1].name) (0.") == true })
    #expect(found.clips.allSatisfy { $0.reason?.hasSuffix("both \($0.label ?? "")") == true })
    let others = try index.recommend(liked: liked, by: .artist, count: 48).dataset
    #expect(!others.artists.contains(dataset[1].artist ?? ""))
    #expect(Set(others.artists).count == others.count)
    var twice = dataset.clips
    for place in twice.indices {
      twice[place].knownTrack = "track \(place / 2)"
      twice[place].artist = "artist \(place / 2)"
    }
    let tracks = try LibraryIndex(Dataset(twice), embeddings: embeddings)
    let byTrack = try tracks.recommend(liked: tracks.songs([1], of: Dataset(twice)), count: 48).dataset
    #expect(byTrack.count == 23 && Set(byTrack.tracks).count == 23 && !byTrack.tracks.contains("track 0"))
    let byItem = try tracks.recommend(
      liked: tracks.songs([1], of: Dataset(twice)), by: .item, count: 48
    ).dataset
    #expect(byItem.count == 47)
  }

  /// Puts one song into the files of some clips: the sample at which each begins, and its gain.
  private func put(
    copies: [(place: Int, start: Int, gain: Float)], into clips: inout [Clip], _ folder: Scratch
  ) throws {
    let song = try DemoSong(genre: #require(clips[0].label), index: 7, seed: 1, length: 16).render(
      rate: 22050)
    for copy in copies {
      let path = folder.path + "/\(copy.place).wav"
      let samples = song.dropFirst(copy.start).map { $0 * copy.gain }
      try AudioFile.write(Sound(samples: samples, rate: 22050), to: path)
      clips[copy.place].source = .file(path: path)
    }
  }

  @Test("A recording in another file is found by its sound, though its embedding differs")
  func twins() throws {
    let folder = try Scratch()
    let (dataset, embeddings) = library(clips: 3)
    var clips = dataset.clips
    try put(copies: [(place: 0, start: 0, gain: 0.9), (place: 1, start: 0, gain: 0.5)], into: &clips, folder)
    var near = embeddings
    near[1] = embeddings[0].map { $0 + 0.01 }
    let index = try LibraryIndex(Dataset(clips), embeddings: near)
    let found = try index.recommend(liked: index.songs([0], of: Dataset(clips)), by: .item, count: 20).dataset
    #expect(found.count == clips.count - 2 && !found.names.contains(clips[1].name))
  }

  @Test("A softer copy that begins later is found by its sound, however unlike its embedding is")
  func shiftedTwins() throws {
    let folder = try Scratch()
    let (dataset, embeddings) = library(clips: 3)
    var clips = dataset.clips
    // The copy bears another genre and has that genre's embedding.
    try put(
      copies: [(place: 0, start: 0, gain: 0.9), (place: 4, start: 66150, gain: 0.2)], into: &clips, folder)
    clips[5].source = .file(path: folder.path + "/not there.wav")
    let index = try LibraryIndex(Dataset(clips), embeddings: embeddings)
    let warned = Cancellation()
    let work = Work { if case .warning = $0 { warned.request() } }
    let found = try index.recommend(
      liked: index.songs([0], of: Dataset(clips)), by: .item, count: 20, work: work
    ).dataset
    #expect(found.count == clips.count - 2 && !found.names.contains(clips[4].name))
    #expect(found.names.contains(clips[5].name) && !warned.isRequested)
  }

  @Test("A ranking listens for copies: they are no right answers")
  func rankingTwins() throws {
    let folder = try Scratch()
    let (dataset, embeddings) = library(genres: 2, clips: 3)
    var clips = dataset.clips
    for place in clips.indices {
      // The second song of each genre is the first one, softer and later.
      let isCopy = place % 3 == 1
      let song = try DemoSong(
        genre: #require(clips[place].label), index: isCopy ? 0 : place % 3, seed: 1, length: 16
      ).render(rate: 22050)
      let path = folder.path + "/\(place).wav"
      let samples = isCopy ? song.dropFirst(44100).map { $0 * 0.3 } : song
      try AudioFile.write(Sound(samples: samples, rate: 22050), to: path)
      clips[place] = Clip(
        name: clips[place].name, label: clips[place].label, source: .file(path: path), rate: 22050)
    }
    let index = try LibraryIndex(Dataset(clips), embeddings: embeddings)
    // Each copy and what it is of have one right answer left, the third song; that one has either.
    let table = try index.judged(at: 1)
    #expect(table.rows.last?.prefix(3) == [.text("all"), .count(6), .share(1)])
    // Chance: each recording is named once, so of the three that are left one is right.
    guard case .share(let chance)? = table.rows.last?[3] else { return #expect(Bool(false)) }
    #expect(agree(chance, 1.0 / 3))
  }

  @Test("A ranking says how many of the songs its network has learnt")
  func rankingLeakage() throws {
    let (dataset, embeddings) = library(genres: 2, clips: 4)
    let index = try LibraryIndex(dataset, embeddings: embeddings)
    func memory(_ places: Range<Int>) throws -> TrainingMemory {
      TrainingMemory(
        of: try zip(dataset.clips, dataset.itemDigests(work: Work())).map {
          ItemIdentity(
            name: $0.name, item: $0.item, track: $0.track, artist: $0.artist, label: "", digest: $1)
        }[places].map { $0 })
    }
    #expect(
      try index.leakageLine(memory(0..<6))
        == "leakage: the network was trained on 6 of these 8 songs (75 %), their tracks or twins: "
        + "it knows their genres")
    #expect(
      try index.leakageLine(memory(0..<0))
        == "leakage: the network was trained on none of these 8 songs, nor their tracks or twins")
    #expect(try index.leakageLine(nil).hasPrefix("leakage: not known"))
  }

  @Test("What is disliked pushes its neighbours down")
  func disliked() throws {
    let (dataset, embeddings) = library(genres: 3)
    let index = try LibraryIndex(dataset, embeddings: embeddings)
    func rank(_ names: [String]) -> Double {
      let places = names.indices.filter { names[$0].hasPrefix(dataset.genres[1] + "/") }
      return Double(places.reduce(0, +)) / Double(max(1, places.count))
    }
    let liked = try index.songs([0, 12], of: dataset)
    let plain = try index.recommend(liked: liked, count: 36).dataset.names
    let avoiding = try index.recommend(
      liked: liked, disliked: index.songs([14], of: dataset), count: 36
    ).dataset.names
    #expect(rank(avoiding) > rank(plain) + 5)
  }

  @Test("A playlist holds what is recommended, in an order at least as smooth, the same each time")
  func playlist() throws {
    let (dataset, embeddings) = library(genres: 5, noise: 1.5)
    let index = try LibraryIndex(dataset, embeddings: embeddings)
    let liked = try index.songs([2], of: dataset)
    let ranked = try index.recommend(liked: liked, count: 15)
    let playlist = try index.playlist(liked: liked, count: 15)
    #expect(Set(playlist.places) == Set(ranked.places))
    func smoothness(_ places: [Int]) throws -> Double {
      // Likeness from step to step, asked anew of libraries' answers about one song each.
      var sum = ranked.dataset.clips[ranked.places.firstIndex(of: places[0]) ?? 0].score ?? 0
      for (before, after) in zip(places, places.dropFirst()) {
        let answer = try index.recommend(
          liked: index.songs([before], of: dataset), by: .item, count: dataset.count)
        sum += answer.dataset.clips[answer.places.firstIndex(of: after) ?? 0].score ?? 0
      }
      return sum
    }
    let steps = playlist.dataset.clips.compactMap(\.score).reduce(0, +)
    #expect(agree(steps, try smoothness(playlist.places), absolute: 1e-4))
    #expect(steps >= (try smoothness(ranked.places)) - 1e-4)
    #expect(try index.playlist(liked: liked, count: 15).dataset.names == playlist.dataset.names)
  }

  @Test(
    "Only for songs that the library does not hold is a network asked, once, and the answers are the same")
  func strangers() throws {
    let (dataset, embeddings) = library(noise: 1)
    // The same songs under another name of the data: other lengths are other recordings.
    let others = Dataset.demo(genres: 4, clips: 12, length: 2, rate: 8000, seed: 3)
    let index = try LibraryIndex(dataset, embeddings: embeddings)
    var questions: [[String]] = []
    let mixed = try index.asked([dataset[3], others[9], dataset[30], others[4]]) { strangers in
      questions.append(strangers.map(\.name))
      return [embeddings[9], nil]
    }
    #expect(questions == [[others[9].name, others[4].name]])
    #expect(mixed.map(\.clip.name) == [dataset[3].name, others[9].name, dataset[30].name])
    let row = try index.recommend(liked: index.songs([9], of: dataset), by: .item, count: 40)
    let asked = try index.recommend(liked: [mixed[1]], by: .item, count: 48)
    // The stranger is what the song of the library is, but for its bytes.
    let same = asked.places.enumerated().filter { row.places.contains($0.element) }.prefix(row.places.count)
    #expect(same.map(\.element) == row.places)
    for (place, song) in same {
      let score = row.dataset[row.places.firstIndex(of: song) ?? 0].score ?? 0
      #expect(agree(asked.dataset[place].score ?? 1, score, absolute: 1e-6))
    }
  }

  @Test("A part of a song is not the song: its row is not taken")
  func parts() throws {
    let (dataset, embeddings) = library(genres: 2)
    var part = dataset[0]
    part.start = 0.25
    var pieces = dataset.clips
    pieces[1] = part
    let index = try LibraryIndex(Dataset(pieces), embeddings: embeddings)
    var asked = 0
    var other = dataset[0]
    other.span = 0.5
    for clip in [dataset[0], part, other] {
      _ = try index.asked([clip]) {
        asked += 1
        return $0.map { _ in embeddings[0] }
      }
    }
    #expect(asked == 1)
  }

  @Test(
    "Embeddings are asked for once each, few at a time, and likeness is the cosine around the sample's mean")
  func blocks() throws {
    let count = 45_000
    let songs = (0..<count).map { place in
      Clip(name: "\(place)", source: .demo(DemoSong(genre: "blues", index: place, seed: 1, length: 1)))
    }
    func embedding(_ song: Int) -> [Float] {
      var random = RandomStream(seed: UInt64(song), purpose: "embedding")
      return (0..<6).map { _ in Float(3 + random.normal()) }
    }
    var times = [Int](repeating: 0, count: count)
    var largest = 0
    let index = try LibraryIndex(Dataset(songs)) { places in
      for place in places { times[place] += 1 }
      largest = max(largest, places.count)
      return places.map(embedding)
    }
    #expect(times.allSatisfy { $0 == 1 } && largest <= 4096)
    let sample = stride(from: 0, to: count, by: 3).map(embedding)
    let mean = (0..<6).map { lane in sample.reduce(0) { $0 + Double($1[lane]) } / Double(sample.count) }
    func centred(_ song: Int) -> [Double] { zip(embedding(song), mean).map { Double($0) - $1 } }
    func cosine(_ left: [Double], _ right: [Double]) -> Double {
      func product(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
      return product(left, right) / (product(left, left) * product(right, right)).squareRoot()
    }
    for liked in [1, 30_000, count - 1] {
      let own = centred(liked)
      let expected = (0..<count).filter { $0 != liked }.map { cosine(own, centred($0)) }.max() ?? 0
      let found = try index.recommend(liked: index.songs([liked], of: Dataset(songs)), by: .item, count: 1)
      #expect(agree(found.dataset[0].score ?? 0, expected, absolute: 1e-5))
      #expect(agree(cosine(own, centred(found.places[0])), expected, absolute: 1e-5))
    }
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
    let liked = try index.songs([5], of: dataset)
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
