import EtudeCore
import EtudeData

/// Who an item is, as far as leakage asks.
public struct ItemIdentity: Sendable, Hashable {
  /// The item's name.
  public let name: String
  /// The loaded file.
  public let item: String
  /// The track that it is of.
  public let track: String
  /// The artist's name; nil if it is not known.
  public let artist: String?
  /// The item's genre.
  public let label: String
  /// The digest of the file's bytes; nil where it is not known.
  public let digest: Digest?
  /// Items that are the same recording to the ear, though not the same bytes.
  public let nearEqual: Set<String>

  /// What is remembered of an item that was trained on.
  public init(
    name: String, item: String, track: String, artist: String?, label: String, digest: Digest?,
    nearEqual: Set<String> = []
  ) {
    self.name = name
    self.item = item
    self.track = track
    self.artist = artist
    self.label = label
    self.digest = digest
    self.nearEqual = nearEqual
  }

  var trackIdentity: TrackIdentity { TrackIdentity(track: track, artist: artist, item: item) }
}

/// The tracks, artists, bytes and recordings that training has seen.
public struct TrainingMemory: Sendable, Hashable, Codable {
  /// The texts of `TrackIdentity`.
  private var tracks: Set<String> = []
  private var artists: Set<String> = []
  private var items: Set<String> = []
  private var files: [String: Set<String>] = [:]
  /// What they sound like; nil if nobody has listened, and then near-equal twins are known from `ItemIdentity` alone.
  public private(set) var recordings: [Recording]?
  /// Number of items remembered.
  public private(set) var count = 0

  /// Remembers the training items of one fold, those set aside for validation included.
  public init(of identities: some Sequence<ItemIdentity>, recordings: [Recording]? = nil) {
    self.recordings = recordings
    for identity in identities {
      count += 1
      tracks.insert(identity.trackIdentity.text)
      items.insert(identity.item)
      if let artist = identity.artist { artists.insert(artist) }
      if let digest = identity.digest { files[digest.hex, default: []].insert(identity.item) }
    }
  }

  /// What a test item shares with them.
  public func sharing(of identity: ItemIdentity) -> Sharing {
    var sharing: Sharing = []
    if tracks.contains(identity.trackIdentity.text) || items.contains(identity.item) {
      sharing.insert(.track)
    }
    if let artist = identity.artist, artists.contains(artist) { sharing.insert(.artist) }
    if let digest = identity.digest, let twins = files[digest.hex], twins != [identity.item] {
      sharing.insert(.duplicate)
    }
    if !identity.nearEqual.isDisjoint(with: items) { sharing.insert(.duplicate) }
    return sharing
  }

  /// What both remember: for a network that was trained on again.
  public func joined(with other: TrainingMemory) -> TrainingMemory {
    var both = self
    both.tracks.formUnion(other.tracks)
    both.artists.formUnion(other.artists)
    both.items.formUnion(other.items)
    both.files.merge(other.files) { $0.union($1) }
    both.recordings = recordings.flatMap { own in other.recordings.map { own + $0 } }
    both.count += other.count
    return both
  }
}

extension TrainingMemory {
  private enum Key: String, CodingKey { case count, tracks, artists, items, files, recordings }

  /// Reads what `encode(to:)` writes; throws `DecodingError` for anything else.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    count = try values.decode(Int.self, forKey: .count)
    tracks = Set(try values.decode([String].self, forKey: .tracks))
    artists = Set(try values.decode([String].self, forKey: .artists))
    items = Set(try values.decode([String].self, forKey: .items))
    files = try values.decode([String: [String]].self, forKey: .files).mapValues(Set.init)
    recordings = try values.decodeIfPresent([Recording].self, forKey: .recordings)
  }

  /// Sets are written sorted, so that equal memories give equal bytes where the encoder sorts its keys.
  public func encode(to encoder: any Encoder) throws {
    func sorted(_ texts: Set<String>) -> [String] {
      texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(count, forKey: .count)
    try values.encode(sorted(tracks), forKey: .tracks)
    try values.encode(sorted(artists), forKey: .artists)
    try values.encode(sorted(items), forKey: .items)
    try values.encode(files.mapValues(sorted), forKey: .files)
    try values.encodeIfPresent(recordings, forKey: .recordings)
  }
}
