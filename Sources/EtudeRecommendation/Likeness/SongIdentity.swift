import EtudeCore
import EtudeData

/// Who a song is, as far as recommending asks.
public struct SongIdentity: Sendable, Hashable {
  /// The song's name.
  public let name: String
  /// The track that it is.
  public let track: TrackIdentity
  /// The artist's name; nil if it is not known.
  public let artist: String?
  /// The song's genre; nil if it is not known.
  public let genre: String?
  /// The digest of its sound's bytes; equal digests are the very same recording.
  public let digest: Digest

  /// A song by what is known of it.
  public init(name: String, track: TrackIdentity, artist: String?, genre: String?, digest: Digest) {
    self.name = name
    self.track = track
    self.artist = artist
    self.genre = genre
    self.digest = digest
  }

  /// - Parameter track: the title; the song's own name where none is known.
  public init(name: String, track: String, artist: String?, genre: String?, digest: Digest) {
    self.init(
      name: name, track: TrackIdentity(track: track, artist: artist, item: name), artist: artist,
      genre: genre,
      digest: digest)
  }
}

/// What of a library is left out beside what is liked, and named no more than once.
public enum Sameness: String, Sendable, CaseIterable {
  /// The very recording: equal bytes, or an embedding that is as good as equal.
  case item
  /// All clips of the same track too.
  case track
  /// All songs of the same artist too, where artists are known.
  case artist

  /// What two songs that are the same have in common, beside their bytes; nil for nothing.
  func key(_ song: SongIdentity) -> String? {
    switch self {
    case .item: nil
    case .track: song.track.text
    case .artist: song.artist.map { "artist " + $0 } ?? "track " + song.track.text
    }
  }
}
