import EtudeCore
import EtudeRecommendation
import Testing

@Suite("Rankings against scikit-learn") struct RankingGoldenTests {
  private struct Golden: Decodable {
    let embeddings: [[Float]]
    let genres: [String]
    let tracks: [String]
    let artists: [String]
    let at: Int
    let track: Scores
    let artist: Scores

    struct Scores: Decodable {
      let listeners: Int
      let precision: Double
      let ndcg: Double
      let chance: Double
      let chanceNdcg: Double
      let byGenre: [String: Double]
    }
  }

  @Test("Precision and nDCG of a library, each track or artist named once and the listener's never")
  func library() throws {
    let golden: Golden = try golden("ranking.json")
    let songs = golden.genres.indices.map { place in
      SongIdentity(
        name: "\(place)", track: golden.tracks[place],
        artist: golden.artists[place].isEmpty ? nil : golden.artists[place],
        genre: golden.genres[place].isEmpty ? nil : golden.genres[place],
        digest: Digest.build { $0.append(place) })
    }
    let recommender = try Recommender(songs: songs, embeddings: golden.embeddings)
    for (sameness, expected) in [(Sameness.track, golden.track), (.artist, golden.artist)] {
      let judged = try recommender.judged(at: golden.at, by: sameness)
      #expect(judged.all.listeners == expected.listeners)
      #expect(agree(judged.all.precision, expected.precision))
      #expect(agree(judged.all.gain, expected.ndcg))
      #expect(agree(judged.all.chance, expected.chance))
      // Chance is the mean over random orders, so it is met within what four thousand of them leave open.
      #expect(agree(judged.all.chanceGain, expected.chanceNdcg, absolute: 0.003))
      #expect(judged.genres.map(\.genre) == expected.byGenre.keys.sorted())
      for (genre, scores) in judged.genres { #expect(agree(scores.gain, expected.byGenre[genre] ?? -1)) }
    }
  }

  @Test("Discounted gain of rankings") func discountedGain() throws {
    struct Case: Decodable {
      let relevance: [Int]
      let k: Int
      let value: Double
    }
    let cases: [Case] = try golden("gains.json")
    #expect(cases.count == 8)
    for each in cases {
      #expect(agree(Ranking.discountedGain(each.relevance.map { $0 == 1 }, at: each.k), each.value))
    }
  }

  @Test("Where every song is right, chance scores what the library does, however few songs there are")
  func fewSongs() throws {
    var random = RandomStream(seed: 1, purpose: "few songs")
    let songs = (0..<4).map { place in
      SongIdentity(
        name: "\(place)", track: "\(place)", artist: nil, genre: "blues",
        digest: Digest.build { $0.append(place) })
    }
    let embeddings = songs.map { _ in (0..<3).map { _ in Float(random.normal()) } }
    for k in [1, 3, 10] {
      let scores = try Recommender(songs: songs, embeddings: embeddings).judged(at: k).all
      #expect(agree(scores.precision, Double(min(k, 3)) / Double(k)))
      #expect(agree(scores.chance, scores.precision) && agree(scores.chanceGain, scores.gain))
    }
  }
}
