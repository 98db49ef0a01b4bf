/// How a folder or a manifest is loaded.
public struct LoadOptions: Sendable, Hashable {
  /// Samples a second of the clips' sound.
  public var rate: Int
  /// Seconds to leave out at the beginning of every item.
  public var from: Double
  /// Seconds to use of every item; nil for all of it.
  public var length: Double?
  /// A CSV or TSV file with the columns file and artist.
  public var artists: String?
  /// The folder of the songs, where a table is the Free Music Archive's `tracks.csv`; nil for any other.
  public var sounds: String?
  /// Clips of each genre to take, the first by name or by line, unreadable ones not counted; nil for all.
  public var limit: Int?
  /// Whether the first bad file or line is an error instead of a warning.
  public var strict: Bool
  /// Whether songs without a genre are taken: loose files of a folder, manifests without the column label.
  public var allowsUnlabelled: Bool

  /// Options with the defaults of the verb `load` where nothing else is said.
  public init(
    rate: Int = 22050, from: Double = 0, length: Double? = nil, artists: String? = nil,
    sounds: String? = nil, limit: Int? = nil, strict: Bool = false, allowsUnlabelled: Bool = false
  ) {
    self.rate = rate
    self.from = from
    self.length = length
    self.artists = artists
    self.sounds = sounds
    self.limit = limit
    self.strict = strict
    self.allowsUnlabelled = allowsUnlabelled
  }
}
