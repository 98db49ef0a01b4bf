/// What a test item shares with any training item of its own fold.
public struct Sharing: OptionSet, Sendable, Hashable, Codable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// A piece of the same track, or of the very same file.
  public static let track = Sharing(rawValue: 1)
  /// A known artist.
  public static let artist = Sharing(rawValue: 2)
  /// Another file with the same bytes, or one that is the same recording to the ear.
  public static let duplicate = Sharing(rawValue: 4)
}

/// How many test items share a track or an artist with training, or have a twin there: byte-equal or near-equal.
///
/// An item tested in several repeats counts once, if it shares in any of them.
public struct Leakage: Sendable, Hashable {
  public let track: Int
  public let artist: Int
  public let duplicate: Int
  /// Distinct test items.
  public let tested: Int
  /// Whether the data says of any item which track it was taken from; else each is taken for a track of its own.
  public let knowsTracks: Bool
  /// Whether the data says of any item whose it is.
  public let knowsArtists: Bool
  /// Whether near-equal twins were looked for; else byte-equal ones alone.
  public let hasCompared: Bool

  public init(
    track: Int, artist: Int, duplicate: Int, tested: Int, knowsTracks: Bool = true, knowsArtists: Bool = true,
    hasCompared: Bool = true
  ) {
    self.track = track
    self.artist = artist
    self.duplicate = duplicate
    self.tested = tested
    self.knowsTracks = knowsTracks
    self.knowsArtists = knowsArtists
    self.hasCompared = hasCompared
  }

  /// Counts over judged items.
  public init(of items: [JudgedItem], hasCompared: Bool = true) {
    var sharing: [String: Sharing] = [:]
    for item in items { sharing[item.name, default: []].formUnion(item.sharing) }
    func count(_ what: Sharing) -> Int { sharing.values.count { $0.contains(what) } }
    self.init(
      track: count(.track), artist: count(.artist), duplicate: count(.duplicate), tested: sharing.count,
      knowsTracks: items.contains { $0.track != $0.item }, knowsArtists: items.contains { $0.artist != nil },
      hasCompared: hasCompared)
  }

  public var isNone: Bool { track == 0 && artist == 0 && duplicate == 0 }

  /// The leakage line of a report.
  public var description: String {
    let twin = hasCompared ? "a twin, byte-equal or near-equal," : "a byte-equal twin"
    if isNone {
      return "no test item shares a track or a known artist with training or has \(twin) there" + unknown
    }
    return "of \(tested) test items, \(track) share a track with training, \(artist) a known artist, "
      + "\(duplicate) have \(twin) there" + unknown
  }

  /// What cannot be counted, because the data does not say it.
  private var unknown: String {
    switch (knowsTracks, knowsArtists) {
    case (true, true): ""
    case (false, true): "; tracks are not known"
    case (true, false): "; artists are not known"
    case (false, false): "; tracks and artists are not known"
    }
  }
}
