import EtudeCore
import EtudeEvaluation
import Testing

@Suite("Rankings against scikit-learn") struct RankingGoldenTests {
  private struct Golden: Decodable {
    let embeddings: [[Float]]
    let genres: [String]
    let tracks: [String]
    let artists: [String]
    let at: Int
    let listeners: Int
    let precision: Double
    let ndcg: Double
    let chance: Double
    let chanceNdcg: Double
    let byGenre: [String: Double]
  }

  @Test("Precision and nDCG of a library, the listener's track and artist left out")
  func library() throws {
    let golden: Golden = try golden("ranking.json")
    let songs = golden.genres.indices.map { place in
      SongIdentity(
        name: "\(place)", track: golden.tracks[place],
        artist: golden.artists[place].isEmpty ? nil : golden.artists[place],
        genre: golden.genres[place].isEmpty ? nil : golden.genres[place],
        digest: Digest.build { $0.append(place) })
    }
    let judged = try Recommender(songs: songs, embeddings: golden.embeddings).judged(at: golden.at)
    #expect(judged.all.listeners == golden.listeners)
    #expect(agree(judged.all.precision, golden.precision))
    #expect(agree(judged.all.gain, golden.ndcg))
    #expect(agree(judged.all.chance, golden.chance))
    // Chance is the mean over random orders, so it is met within what four thousand of them leave open.
    #expect(agree(judged.all.chanceGain, golden.chanceNdcg, absolute: 0.003))
    #expect(judged.genres.map(\.genre) == golden.byGenre.keys.sorted())
    for (genre, scores) in judged.genres { #expect(agree(scores.gain, golden.byGenre[genre] ?? -1)) }
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
