import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeSound

extension Verb {
  static let descriptors = Verb(
    "descriptors",
    "a row a clip: mean and variance of chroma, level, spectral shape, harmonic and percussive parts, MFCCs …, and tempo",
    section: .measures, operands: [Operand("sound", .clipOrData, help: "a clip or a dataset")],
    result: .type(.kind(.table)),
    examples: ["export (descriptors songs) to: \"features.csv\"", "plot (descriptors songs)"]
  ) { call in
    let dataset: Dataset
    switch call.operands["sound"] {
    case .object(let value as ClipValue): dataset = Dataset([value.clip])
    default: dataset = try call.object("sound", as: DatasetValue.self).dataset
    }
    _ = try dataset.commonRate()
    return .object(TableValue(try DescriptorTable.make(dataset, work: call.environment.work)))
  }
}

extension TableValue {
  /// The columns of the feature table published with GTZAN, after a clip's name, label and groups.
  fileprivate init(_ measured: DescriptorTable) {
    let columns = DescriptorSummary.names.flatMap { $0 == "tempo" ? [$0] : ["\($0)_mean", "\($0)_var"] }
    let rows = measured.rows.map { row -> [ScoreTable.Cell] in
      let clip = row.clip
      let numbers = row.descriptors.flatMap { $0.name == "tempo" ? [$0.mean] : [$0.mean, $0.variance] }
      return [
        .text(clip.name), .text(clip.label ?? ""), .text(clip.track), .text(clip.artist ?? ""),
        .number(clip.length ?? 0),
      ] + numbers.map { .number($0) }
    }
    self.init(
      table: ScoreTable(columns: ["name", "label", "track", "artist", "length"] + columns, rows: rows),
      drawing: .descriptors(measured), brief: measured.brief(columns: columns.count + 5))
  }
}

extension DescriptorTable {
  /// Clips of one label, in the order of labels; each clip by itself if they are few.
  var groups: [(name: String, rows: [Row])] {
    if rows.count <= 12 { return rows.map { ($0.clip.name, [$0]) } }
    return Dictionary(grouping: rows) { $0.clip.label ?? "(none)" }.map { ($0.key, $0.value) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }

  /// A few columns that say something by themselves, as a cell shows them.
  fileprivate func brief(columns: Int) -> ScoreTable {
    let shown: [(name: String, column: String, decimals: Int)] = [
      ("tempo", "tempo", 1), ("rms", "rms", 3), ("spectral_centroid", "centroid", 0),
      ("spectral_bandwidth", "bandwidth", 0), ("rolloff", "rolloff", 0),
      ("zero_crossing_rate", "zero crossings", 3), ("flatness", "flatness", 3),
      ("onset_strength", "onsets", 2),
    ]
    let groups = groups
    let cells = groups.map { group -> [ScoreTable.Cell] in
      [.text(group.name)]
        + shown.map { entry in
          guard let place = DescriptorSummary.names.firstIndex(of: entry.name) else { return .empty }
          let mean =
            group.rows.reduce(0) { $0 + $1.descriptors[place].mean } / Double(max(1, group.rows.count))
          return .text(mean.text(decimals: entry.decimals))
        }
    }
    let each = groups.count == rows.count ? "" : ", the means of each genre"
    return ScoreTable(
      columns: [groups.count == rows.count ? "clip" : "genre"] + shown.map(\.column), rows: cells,
      notes: [
        "\(rows.count.of("row")) of \(columns) columns\(each); all of it: export … to: \"features.csv\""
      ])
  }
}
