import EtudeCore

extension Dataset {
  /// What to leave out of a dataset.
  public struct Unwanted: Sendable, Hashable {
    /// Clips that cannot be read.
    public var unreadable: Bool
    /// All but the first of clips that are byte-equal, whatever their labels.
    public var duplicates: Bool
    /// Clips in which nothing is to be heard.
    public var silent: Bool
    /// Clips shorter than so many seconds; nil for none.
    public var shorter: Double?

    /// What to leave out; nothing unless it is said.
    public init(
      unreadable: Bool = true, duplicates: Bool = false, silent: Bool = false, shorter: Double? = nil
    ) {
      self.unreadable = unreadable
      self.duplicates = duplicates
      self.silent = silent
      self.shorter = shorter
    }
  }

  /// The dataset without what is unwanted, and how many clips each reason took; a reason that took none is not named.
  ///
  /// - Throws: a `Failure` if nothing is left.
  public func dropping(_ unwanted: Unwanted, work: Work = Work()) throws -> (
    dataset: Dataset, dropped: [(reason: String, count: Int)]
  ) {
    var reasons = [String?](repeating: nil, count: count)
    func mark(_ reason: String, where holds: (Int) -> Bool) {
      for index in clips.indices where reasons[index] == nil && holds(index) { reasons[index] = reason }
    }
    if unwanted.unreadable { mark("unreadable") { !clips[$0].isReadable } }
    if let shortest = unwanted.shorter {
      mark("shorter than \(Seconds.text(shortest))s") { (clips[$0].length ?? .infinity) < shortest }
    }
    if unwanted.duplicates {
      let twins = try twins(work: work)
      mark("duplicates") { twins.contains($0) }
    }
    if unwanted.silent {
      let candidates = clips.indices.filter { reasons[$0] == nil && clips[$0].isReadable }
      let counter = ProgressCounter("listening", total: candidates.count, work: work)
      let silent = try parallelMap(candidates.count, threads: work.threads) { place in
        try work.checkCancelled()
        defer { counter.step() }
        let peak = try? clips[candidates[place]].peak(work.cancellation)
        try work.checkCancelled()
        return peak.map { $0 < Loudness.silence } ?? false
      }
      let found = Set(zip(candidates, silent).filter(\.1).map(\.0))
      mark("silent") { found.contains($0) }
    }
    let left = clips.indices.filter { reasons[$0] == nil }
    guard !left.isEmpty || clips.isEmpty else {
      throw Failure("nothing is left of \(counted(count, "clip"))", fix: "drop less")
    }
    var counts: [(reason: String, count: Int)] = []
    for case let reason? in reasons {
      if let place = counts.firstIndex(where: { $0.reason == reason }) {
        counts[place].count += 1
      } else {
        counts.append((reason, 1))
      }
    }
    return (subset(left), counts)
  }

  /// Positions of clips that are dropped as duplicates: of byte-equal ones all but the first. Where that one has another
  /// label, there is a warning, since nobody can tell which label is right.
  private func twins(work: Work) throws -> Set<Int> {
    let digests = try itemDigests(work: work)
    var groups: [Digest: [Int]] = [:]
    for index in clips.indices where clips[index].isReadable {
      groups[clips[index].partDigest(item: digests[index]), default: []].append(index)
    }
    var warnings = Warnings(strict: false, fix: "drop it")
    for members in groups.values.sorted(by: { $0[0] < $1[0] }) {
      let first = clips[members[0]]
      for twin in members.dropFirst().map({ clips[$0] }) where twin.label != first.label {
        try warnings.add(
          "\(twin.name) is dropped: it has the same bytes as \(first.name), which stays as "
            + "\(first.label.map { "'\($0)'" } ?? "unlabelled"), not \(twin.label.map { "'\($0)'" } ?? "unlabelled")"
        )
      }
    }
    warnings.tell(work)
    return Set(groups.values.flatMap { $0.dropFirst() })
  }
}
