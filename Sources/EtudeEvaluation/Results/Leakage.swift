/// What a test item shares with any training item of its own fold.
public struct Sharing: OptionSet, Sendable, Hashable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// A piece of the same track, or of the very same file.
  public static let track = Sharing(rawValue: 1)
  /// A known artist.
  public static let artist = Sharing(rawValue: 2)
  /// Another file with the same bytes.
  public static let duplicate = Sharing(rawValue: 4)
}

/// How many test items share a track, an artist or a byte-equal twin with training.
///
/// An item tested in several repeats counts once, if it shares in any of them.
public struct Leakage: Sendable, Hashable {
  public let track: Int
  public let artist: Int
  public let duplicate: Int
  /// Distinct test items.
  public let tested: Int

  public init(track: Int, artist: Int, duplicate: Int, tested: Int) {
    self.track = track
    self.artist = artist
    self.duplicate = duplicate
    self.tested = tested
  }

  /// Counts over judged items.
  public init(of items: [JudgedItem]) {
    var sharing: [String: Sharing] = [:]
    for item in items { sharing[item.name, default: []].formUnion(item.sharing) }
    func count(_ what: Sharing) -> Int { sharing.values.count { $0.contains(what) } }
    self.init(
      track: count(.track), artist: count(.artist), duplicate: count(.duplicate), tested: sharing.count)
  }

  public var isNone: Bool { track == 0 && artist == 0 && duplicate == 0 }

  /// The leakage line of a report.
  public var description: String {
    if isNone { return "no test item shares a track, a known artist or its bytes with training" }
    return "of \(tested) test items, \(track) share a track with training, \(artist) a known artist, "
      + "\(duplicate) have a byte-equal twin there"
  }
}
