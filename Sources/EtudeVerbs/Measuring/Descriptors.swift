import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeSound

extension Verb {
  static let descriptors = Verb(
    "descriptors",
    "a row a clip: mean and variance of chroma, level, spectral shape, harmonic and percussive parts, MFCCs …, and tempo",
    section: .measures, operands: [measuredSound],
    result: .rule { call in
      // A layer is known before anything runs, as those of other verbs are; sound is not measured while checking.
      if call.value(of: measuredSound) == nil { return StaticValue(.kind(.model), known: try layer()) }
      return StaticValue(.kind(.table), facts: TableColumns.descriptors)
    },
    examples: [
      "export (descriptors songs) to: \"features.csv\"", "plot (descriptors songs)",
      "net = descriptors | forest",
    ]
  ) { call in
    guard let dataset = try call[measuredSound]?.dataset else { return try layer() }
    _ = try dataset.commonRate()
    return .object(TableValue(try DescriptorTable.make(dataset, work: call.environment.work)))
  }

  private static func layer() throws -> Value {
    .object(ModelValue(model: try Model([.descriptors(count: DescriptorTable.columns.count)])))
  }

  private static let measuredSound = TypedOperand<GivenSongs?>(
    optional: "sound", .songs(.clipOrDataset),
    help: "a clip or a dataset; without it a recipe's first layer, which reads these numbers of each song")
}

extension TableValue {
  fileprivate init(_ measured: DescriptorTable) {
    let columns = TableColumns.descriptors.names
    let rows = measured.rows.map { row -> [ScoreTable.Cell] in
      let clip = row.clip
      return [
        .text(clip.name), .text(clip.label ?? ""), .text(clip.track), .text(clip.artist ?? ""),
        .number(clip.length ?? 0),
      ] + row.numbers.map { number in number.map { .number($0) } ?? .empty }
    }
    self.init(
      table: ScoreTable(columns: columns, rows: rows),
      subject: measured, brief: measured.brief(columns: columns.count))
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
          let defined = group.rows.filter { $0.isDefined(entry.name) }
          guard !defined.isEmpty else { return .text("–") }
          let mean = defined.reduce(0) { $0 + $1.descriptors[place].mean } / Double(defined.count)
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
