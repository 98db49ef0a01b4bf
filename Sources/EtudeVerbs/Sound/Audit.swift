import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let audit = Verb(
    "audit",
    "unreadable, truncated, silent, clipped, short and equal items, label conflicts, shortcuts, group sizes",
    section: .data, operands: [Operands.dataset], result: .table(.audit),
    examples: [
      "audit songs", "plot (audit songs) to: \"audit.png\"",
      "good = songs | drop duplicates: yes silent: yes",
    ]
  ) { call in
    let dataset = try call[Operands.dataset].dataset
    let audit = try Audit.make(dataset, work: call.environment.work)
    let rows = audit.findings.map { finding -> [ScoreTable.Cell] in
      [
        .text(finding.kind.rawValue), .text(finding.names.joined(separator: " = ")),
        .text(finding.labels.joined(separator: ", ")), .text(finding.detail),
      ]
    }
    let found = audit.findings.isEmpty ? "nothing found" : audit.findings.count.of("finding")
    let groups = audit.groups.map { group in
      "\(group.genre): \(group.clips.of("clip")), \(group.tracks.of("track")), "
        + (group.knowsArtists
          ? "\(group.artists.of("artist")), the largest has \(group.largestArtistShare.percent)"
          : "artists unknown")
    }
    return .object(
      TableValue(
        title: "\(audit.count.of("clip")) looked at, \(found)",
        table: ScoreTable(
          columns: TableColumns.audit.names, rows: rows, notes: groups + audit.folds),
        subject: audit, data: try dataset.digest(work: call.environment.work)))
  }
}

extension Audit {
  /// How many folds the genres' groups bear.
  fileprivate var folds: [String] {
    guard !groups.isEmpty else { return [] }
    let knowsArtists = groups.contains(where: \.knowsArtists)
    let most = [Grouping.item, .track, .artist].filter { $0 != .artist || knowsArtists }.map { group in
      let count = mostFolds(by: group)
      return "\(count < 2 ? "none" : "at most \(count)") by \(group.rawValue)"
    }
    return ["folds that test every genre in each: \(most.joined(separator: ", "))"]
  }
}
