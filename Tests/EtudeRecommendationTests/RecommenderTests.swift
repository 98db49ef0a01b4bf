import EtudeCore
import EtudeRecommendation
import Testing

/// Songs of `genres` genres, each around a direction of its own; four songs a track, two tracks an artist.
private func library(
  _ count: Int, genres: Int = 4, dimensions: Int = 40, noise: Double = 0.3, seed: UInt64 = 1
) -> (
  songs: [SongIdentity], embeddings: [[Float]]
) {
  var random = RandomStream(seed: seed, purpose: "library")
  let centres = (0..<genres).map { _ in (0..<dimensions).map { _ in random.normal() } }
  let songs = (0..<count).map { index in
    SongIdentity(
      name: "song \(index)", track: "track \(index / 4)", artist: "artist \(index / 8)",
      genre: "genre \(index % genres)",
      digest: Digest.build { $0.append(index) })
  }
  let embeddings = (0..<count).map { index in
    centres[index % genres].map { Float($0 + noise * random.normal()) }
  }
  return (songs, embeddings)
}

/// Cosine similarity in double precision, the plain way.
private func cosine(_ left: [Float], _ right: [Float]) -> Double {
  func dot(_ a: [Float], _ b: [Float]) -> Double { zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
  return dot(left, right) / (dot(left, left) * dot(right, right)).squareRoot()
}

@Suite struct RecommenderTests {
  @Test(arguments: [1, 15, 16, 17, 128, 1280]) func theScanEqualsThePlainCosine(dimensions: Int) throws {
    let (_, embeddings) = library(50, dimensions: dimensions)
    let index = try EmbeddingIndex(embeddings)
    let found = try index.similarities(to: embeddings[7])
    for (song, similarity) in found.enumerated() {
      #expect(agree(Double(similarity), cosine(embeddings[7], embeddings[song]), absolute: 2e-6))
    }
  }

  @Test func threadsGiveTheSameBits() throws {
    let (_, embeddings) = library(20_000, dimensions: 20)
    let index = try EmbeddingIndex(embeddings)
    #expect(try index.similarities(to: embeddings[3], threads: 4) == index.similarities(to: embeddings[3]))
  }

  /// Most songs are passed over by a bound that is rougher than these scores differ: none may be passed over that counts.
  @Test(arguments: [1e-4, 1e-3, 0.1, 1], [8, 24, 128]) func scoresThatHardlyDifferAreToldApart(
    noise: Double, dimensions: Int
  ) throws {
    let (songs, embeddings) = library(9000, genres: 2, dimensions: dimensions, noise: noise)
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    let liked = [4, 8000].map { (song: songs[$0], embedding: embeddings[$0]) }
    let disliked = [(song: songs[77], embedding: embeddings[77])]
    let found = try recommender.recommend(liked: liked, disliked: disliked, count: 40, threads: 2)
    let known = try [4, 8000, 77].map { try recommender.index.similarities(to: embeddings[$0]) }
    func score(_ song: Int) -> Double {
      (Double(known[0][song]) + Double(known[1][song])) / 2 - Double(known[2][song]) / 2
    }
    let allowed = songs.indices.filter { song in
      ![4, 8000, 77].contains(song) && known.allSatisfy { $0[song] < Recommender.sameRecording }
    }
    let scores = allowed.map(score).sorted(by: >).prefix(40)
    #expect(found.count == scores.count)
    for (one, score) in zip(found, scores) { #expect(agree(one.score, score, absolute: 4e-7)) }
  }

  @Test func theMostAlikeComeFirstAndTheSongItselfNever() throws {
    let (songs, embeddings) = library(40)
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    let found = try recommender.recommend(liked: [(songs[5], embeddings[5])], count: 9)
    #expect(found.count == 9)
    #expect(!found.map(\.index).contains(5))
    // Genre 1 has ten songs; the nine others lie nearest.
    #expect(found.allSatisfy { songs[$0.index].genre == "genre 1" && $0.sharedGenre == "genre 1" })
    let scores = songs.indices.filter { $0 != 5 }.map { cosine(embeddings[5], embeddings[$0]) }.sorted(by: >)
    #expect(agree(found.map(\.score), Array(scores.prefix(9)), absolute: 2e-6))
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  @Test func theSameRecordingIsKnownByItsBytesAndByItsSound() throws {
    var (songs, embeddings) = library(12)
    // Song 3 has song 0's bytes; song 6 is song 0 in another file: the same direction.
    songs[3] = SongIdentity(name: "copy", track: "t", artist: nil, genre: nil, digest: songs[0].digest)
    embeddings[6] = embeddings[0].map { $0 * 2 }
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    let found = try recommender.recommend(liked: [(songs[0], embeddings[0])], count: 12).map(\.index)
    #expect(Set(found) == Set(songs.indices).subtracting([0, 3, 6]))
  }

  @Test func noRecordingIsNamedTwice() throws {
    var (songs, embeddings) = library(12)
    songs[4] = songs[8]
    embeddings[4] = embeddings[8]
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    let found = try recommender.recommend(liked: [(songs[0], embeddings[0])], count: 12).map(\.index)
    #expect(found.count == 10 && found.contains(4) && !found.contains(8))
  }

  /// What `recommend` names is: by falling score, each that is the same as one before it left out. Tracks of many clips,
  /// copies of equal bytes under other tracks, and equal scores are all among the songs.
  @Test(arguments: 0..<60) func answersAreTheFirstOfTheirKind(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "first of their kind")
    let count = 1 + random.below(120)
    let (tracks, artists, files) = (1 + random.below(12), 1 + random.below(6), 1 + random.below(count))
    let songs = (0..<count).map { index in
      let digest = random.below(3) == 0 ? random.below(files) : 1000 + index
      return SongIdentity(
        name: "\(index)", track: "track \(random.below(tracks))",
        artist: random.below(4) == 0 ? nil : "artist \(random.below(artists))", genre: "blues",
        digest: Digest.build { $0.append(digest) })
    }
    // Few dimensions and small whole numbers: many equal scores.
    let embeddings = (0..<count).map { _ in (0..<3).map { _ in Float(random.below(5)) - 2 } }
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    let liked = random.below(count)
    let scores = try recommender.index.similarities(to: recommender.index.embedding(liked))
    let order = songs.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    for sameness in Sameness.allCases {
      func key(_ song: SongIdentity) -> String {
        switch sameness {
        case .item: song.name
        case .track: "\(song.track.title) of \(song.track.artist ?? "")"
        case .artist: song.artist ?? "\(song.track.title) of nobody"
        }
      }
      var expected: [Int] = []
      for place in order where songs[place].digest != songs[liked].digest {
        guard key(songs[place]) != key(songs[liked]) else { continue }
        let isSame = expected.contains {
          songs[$0].digest == songs[place].digest || key(songs[$0]) == key(songs[place])
        }
        if !isSame { expected.append(place) }
      }
      for wanted in [1, 3, 10, 200] {
        let found = try recommender.recommend(
          liked: [(songs[liked], recommender.index.embedding(liked))], by: sameness, count: wanted)
        #expect(found.map(\.index) == Array(expected.prefix(wanted)), "\(sameness) \(wanted)")
      }
    }
  }

  @Test(arguments: 0..<40) func theBestScoresAreThoseOfASort(seed: UInt64) {
    var random = RandomStream(seed: seed, purpose: "best scores")
    let scores = (0..<random.below(300)).map { _ in Float(random.below(40)) / 8 }
    let bounds = scores.map { $0 + Float(random.uniform()) }
    let sorted = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
    for room in [0, 1, 2, 7, 50, 300] {
      let best = BestScores.of(bounds, room: room) { scores[$0] }
      #expect(best.map(\.place) == Array(sorted.prefix(room)))
      #expect(best.map(\.score) == sorted.prefix(room).map { scores[$0] })
    }
  }

  /// The ranking is that of the lists that `recommend` gives, one for each song.
  @Test(arguments: 0..<30) func theRankingJudgesWhatIsRecommended(seed: UInt64) throws {
    var random = RandomStream(seed: seed, purpose: "ranking of a library")
    let count = 12 + random.below(40)
    let tracks = 4 + random.below(10)
    let songs = (0..<count).map { index in
      SongIdentity(
        name: "\(index)", track: "track \(random.below(tracks))",
        artist: random.below(3) == 0 ? nil : "artist \(random.below(3))",
        genre: random.below(8) == 0 ? nil : "genre \(random.below(3))",
        digest: Digest.build { $0.append(index) })
    }
    let embeddings = (0..<count).map { _ in (0..<10).map { _ in Float(random.normal()) } }
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    let unlabelled = Set(songs.indices.filter { songs[$0].genre == nil })
    let k = 1 + random.below(8)
    for sameness in Sameness.allCases {
      var precisions: [Double] = []
      for listener in songs.indices where songs[listener].genre != nil {
        func named(_ count: Int) throws -> [Bool] {
          try recommender.recommend(
            liked: [(songs[listener], recommender.index.embedding(listener))], by: sameness,
            skipping: unlabelled, count: count
          ).map { songs[$0.index].genre == songs[listener].genre }
        }
        guard try named(songs.count).contains(true) else { continue }
        precisions.append(Double(try named(k).count { $0 }) / Double(k))
      }
      guard !precisions.isEmpty else { continue }
      let judged = try recommender.judged(at: k, by: sameness).all
      #expect(judged.listeners == precisions.count)
      #expect(agree(judged.precision, precisions.reduce(0, +) / Double(precisions.count)))
    }
  }

  @Test func dislikedSongsPushAwayAndSeveralLikedAreAveraged() throws {
    let (songs, embeddings) = library(40, genres: 3)
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    let liked = [0, 1].map { (songs[$0], embeddings[$0]) }
    let found = try recommender.recommend(liked: liked, disliked: [(songs[4], embeddings[4])], count: 8)
    for one in found {
      let likings = [0, 1].map { cosine(embeddings[$0], embeddings[one.index]) }
      let score = (likings[0] + likings[1]) / 2 - cosine(embeddings[4], embeddings[one.index]) / 2
      #expect(agree(one.score, score, absolute: 2e-6))
      #expect(one.nearest == (likings[1] > likings[0] ? 1 : 0))
      #expect(agree(one.nearestScore, max(likings[0], likings[1]), absolute: 2e-6))
    }
    // Genre 1 is disliked, so all that is named is of genre 0.
    #expect(found.allSatisfy { songs[$0.index].genre == "genre 0" })
  }

  @Test func badInputIsRefused() throws {
    let (songs, embeddings) = library(4)
    let recommender = try Recommender(songs: songs, embeddings: embeddings)
    #expect(throws: Failure.self) { try recommender.recommend(liked: []) }
    #expect(throws: Failure.self) { try recommender.recommend(liked: [(songs[0], [1, 2])]) }
    #expect(throws: Failure.self) { try recommender.recommend(liked: [(songs[0], embeddings[0])], count: 0) }
    #expect(throws: Failure.self) { try Recommender(songs: songs, embeddings: [[1]]) }
    #expect(throws: Failure.self) { try EmbeddingIndex([[1, 2], [1]]) }
    #expect(throws: Failure.self) { try EmbeddingIndex([[.nan]]) }
    let nothing = try Recommender(songs: [], embeddings: [])
    #expect(throws: Failure.self) { try nothing.recommend(liked: [(songs[0], embeddings[0])]) }
  }

  @Test func rankingsOfAClearLibraryArePerfectAndOfNoiseAreChance() throws {
    let clear = library(64, noise: 0.1)
    let scores = try Recommender(songs: clear.songs, embeddings: clear.embeddings).judged(at: 5).all
    #expect(scores.precision == 1 && scores.gain == 1 && scores.listeners == 64)
    let noise = library(64, noise: 1000)
    let chance = try Recommender(songs: noise.songs, embeddings: noise.embeddings).judged(at: 5).all
    #expect(abs(chance.precision - chance.chance) < 0.1)
    #expect(throws: Failure.self) { try Recommender(songs: [], embeddings: []).judged() }
  }
}
