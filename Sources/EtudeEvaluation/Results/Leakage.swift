/// What a test item shares with any training item of its own fold.
public struct Sharing: OptionSet, Sendable, Hashable, Codable {
  /// A bit for each thing shared.
  public let rawValue: Int
  /// What is shared, by its bits.
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
  /// How many test items share a track with a training item.
  public let track: Int
  /// How many test items share an artist with a training item.
  public let artist: Int
  /// How many test items sound the same as a training item.
  public let duplicate: Int
  /// Distinct test items.
  public let tested: Int
  /// Artists of the genre that has most of them, where they are fewer than the folds: by artist there can be no more folds.
  private var mostFolds: Int?
  /// Whether the data says of any item which track it was taken from; else each is taken for a track of its own.
  public let knowsTracks: Bool
  /// Whether the data says of any item whose it is.
  public let knowsArtists: Bool
  /// Whether near-equal twins were looked for; else byte-equal ones alone.
  public let hasCompared: Bool
  /// What the items are, before the word: `test`.
  private var noun = "test"

  /// Leakage by its numbers.
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
    let artists = Dictionary(grouping: items.filter { $0.artist != nil }, by: \.label)
    let folds = 1 + (items.map(\.fold).max() ?? 0)
    mostFolds = artists.values.map { Set($0.map(\.artist)).count }.max().flatMap { $0 < folds ? $0 : nil }
  }

  /// Counts over items that are not judged one by one.
  ///
  /// - Parameter tested: what the items are: `validation`.
  init(of identities: [ItemIdentity], sharing: (ItemIdentity) -> Sharing, tested noun: String) {
    let shared = identities.map(sharing)
    self.init(
      track: shared.count { $0.contains(.track) }, artist: shared.count { $0.contains(.artist) },
      duplicate: shared.count { $0.contains(.duplicate) }, tested: identities.count,
      knowsTracks: identities.contains { $0.track != $0.item },
      knowsArtists: identities.contains { $0.artist != nil })
    self.noun = noun
  }

  /// True if no test item shares anything with a training item.
  public var isNone: Bool { track == 0 && artist == 0 && duplicate == 0 }

  /// The leakage line of a report.
  public var description: String {
    if isNone {
      let twin = hasCompared ? "a twin, byte-equal or near-equal," : "a byte-equal twin"
      return "no \(noun) item shares a track or a known artist with training or has \(twin) there" + unknown
    }
    return counts + unknown + (remedy.map { "; \($0)" } ?? "")
  }

  /// How many items share what.
  var counts: String {
    let twin = hasCompared ? "a twin, byte-equal or near-equal," : "a byte-equal twin"
    return "of \(tested) \(noun) items, \(track) share a track with training, \(artist) a known artist, "
      + "\(duplicate) have \(twin) there"
  }

  /// What ends the sharing; nil where nothing is shared. Whoever divides by artist has divided by track too.
  public var remedy: String? {
    let division = artist > 0 ? "artist" : track > 0 ? "track" : nil
    let words = [
      division.flatMap(remedy(by:)),
      duplicate > 0 ? "drop duplicates: yes would leave twins out" : nil,
    ].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// Nil where there are too few artists to divide by them at all.
  private func remedy(by division: String) -> String? {
    let words = "by: \"\(division)\" would keep each \(division) on one side"
    guard division == "artist", let mostFolds else { return words }
    return mostFolds > 1 ? words + ", with folds: \(mostFolds) at most" : nil
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
