import EtudeEvaluation

/// A song of a library that is like what is liked.
public struct Recommendation: Sendable, Hashable {
  /// Position in the library.
  public let index: Int
  /// Mean cosine similarity with the liked songs, less half of that with the disliked ones.
  public let score: Double
  /// The liked song it is most like, by position, and how like.
  public let nearest: Int
  /// Cosine similarity to that song, -1 to 1.
  public let nearestScore: Double
  /// The genre it shares with that song; nil if it shares none, or none is known.
  public let sharedGenre: String?

  /// Why it is named: `like blues/blues.00003.wav (0.931), both blues; tags: guitar, folk`.
  ///
  /// - Parameter tags: that listeners would give to both.
  public func reason(liked: [String], tags: [String] = []) -> String {
    "like \(liked.indices.contains(nearest) ? liked[nearest] : "song \(nearest)") (\(nearestScore.text(decimals: 3)))"
      + (sharedGenre.map { ", both \($0)" } ?? "")
      + (tags.isEmpty ? "" : "; tags: " + tags.joined(separator: ", "))
  }
}
