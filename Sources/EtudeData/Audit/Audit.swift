import EtudeCore
import Glibc

/// What is wrong with a dataset.
public struct Audit: Sendable {
  /// One finding about one clip or several.
  public struct Finding: Sendable, Hashable {
    /// What is wrong with a clip.
    public enum Kind: String, Sendable, CaseIterable {
      case unreadable, truncated, damaged
      case followed = "more sound follows"
      case short, silent, clipped
      case loud = "beyond full scale"
      case offset = "DC offset"
      case rumble = "below 20 Hz"
      case equal = "byte-equal"
      case nearEqual = "near-equal"
      case conflict = "label conflict"
      case rate = "sample rate"
      case bandwidth, channels
    }

    /// What is wrong with the clip.
    public let kind: Kind
    /// The clips concerned, in the dataset's order; none where it is said of whole genres.
    public let names: [String]
    /// The labels of those clips, or the genres.
    public let labels: [String]
    /// How much, or why.
    public let detail: String
  }

  /// A clip that was looked at, and how loud it is.
  public struct Heard: Sendable, Hashable {
    /// The clip's name.
    public let name: String
    /// The clip's genre; nil if it has none.
    public let label: String?
    /// The largest amplitude and the root of the mean square, in dB below full scale; nil if it cannot be read.
    public let peak: Double?
    /// The root of the mean square, in dB below full scale; nil if it cannot be read.
    public let level: Double?

    init(_ clip: Clip, _ loudness: Loudness?) {
      name = clip.name
      label = clip.label
      func decibels(_ amplitude: Double) -> Double { 20 * log10(max(amplitude, 1e-5)) }
      peak = loudness.map { decibels(Double($0.peak)) }
      level = loudness.map { decibels($0.level) }
    }
  }

  /// How many groups a genre has.
  public struct GroupCount: Sendable, Hashable {
    /// The genre's name.
    public let genre: String
    /// Readable clips of the genre.
    public let clips: Int
    /// Loaded files that they are, or are segments of.
    public let items: Int
    /// Tracks that they are of.
    public let tracks: Int
    /// Artists; where none is known, a track counts as one.
    public let artists: Int
    /// Whether the artist of any clip is known.
    public let knowsArtists: Bool
    /// Clips of the artist who has most, as a share of the genre.
    public let largestArtistShare: Double

    /// The counts of a dataset's readable clips, in the order of its genres.
    static func of(_ dataset: Dataset) -> [GroupCount] {
      dataset.genres.map { genre in
        let clips = dataset.clips.filter { $0.label == genre && $0.isReadable }
        var artists: [String: Int] = [:]
        for clip in clips { artists[clip.groupName(by: .artist) ?? "", default: 0] += 1 }
        return GroupCount(
          genre: genre, clips: clips.count, items: Set(clips.map(\.item)).count,
          tracks: Set(clips.map(\.trackIdentity)).count, artists: artists.count,
          knowsArtists: clips.contains { $0.artist != nil },
          largestArtistShare: Double(artists.values.max() ?? 0) / Double(max(1, clips.count)))
      }
    }
  }

  /// In order of kind, then of the dataset.
  public let findings: [Finding]
  /// For each genre, how many groups it has.
  public let groups: [GroupCount]
  /// The clips looked at, in the dataset's order.
  public let clips: [Heard]
  /// How many clips were looked at.
  public var count: Int { clips.count }

  /// How many folds test every genre in each, dividing by a group; 0 or 1 if none do.
  public func mostFolds(by: Grouping) -> Int {
    groups.map { group in
      switch by {
      case .item: group.items
      case .track: group.tracks
      case .artist: group.artists
      case .segment: group.clips
      }
    }.min() ?? 0
  }

  /// The findings as a table of texts.
  public var table: (columns: [String], rows: [[String]]) {
    let rows = findings.map { finding in
      let labels = finding.labels.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return [
        finding.kind.rawValue, finding.names.joined(separator: ", "), labels.joined(separator: ", "),
        finding.detail,
      ]
    }
    return (["finding", "clips", "labels", "detail"], rows)
  }

  /// The groups of each genre as a table of texts.
  public var groupTable: (columns: [String], rows: [[String]]) {
    let rows = groups.map { group in
      [
        group.genre, "\(group.clips)", "\(group.items)", "\(group.tracks)", "\(group.artists)",
        "\(Int((group.largestArtistShare * 100).rounded())) %",
      ]
    }
    return (["genre", "clips", "items", "tracks", "artists", "largest artist's share"], rows)
  }
}
