/// Which piece of music a clip is of: a title of an artist. Where no title is known, the item stands for it.
///
/// Two artists' pieces called Intro are two tracks.
public struct TrackIdentity: Hashable, Comparable, Sendable, Codable {
  /// The title, or the item's name.
  public let title: String
  /// Nil where the artist is not known, or the item stands for the track.
  public let artist: String?

  /// - Parameter track: the title; the item's own name where none is known.
  public init(track: String, artist: String?, item: String) {
    title = track
    self.artist = track == item ? nil : artist
  }

  /// One text for each track, by its bytes.
  public var text: String { artist.map { "\(title)\0\($0)" } ?? title }

  /// Orders tracks by their text.
  public static func < (one: TrackIdentity, other: TrackIdentity) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }
}

extension Clip {
  /// The piece of music that it is of, or is.
  public var trackIdentity: TrackIdentity { TrackIdentity(track: track, artist: artist, item: item) }
}
