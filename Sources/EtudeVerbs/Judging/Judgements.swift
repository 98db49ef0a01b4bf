import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension Verb {
  static let judgements = Verb(
    "judgements", "each song's history over folds and repeats, the hardest first", section: .judging,
    operands: [Operands.result], result: .table(.judgements),
    examples: [
      "judgements cv", "plot (judgements (crossval net mels folds: 5 repeats: 3 epochs: 5))",
      "judgements cv | where right < 50%",
    ]
  ) { call in
    let result = try call[Operands.result].result
    let histories = SongHistories(result)
    return .object(
      TableValue(table: histories.table.stamped(result.stamp), subject: histories, data: result.data))
  }
}

/// What was said of each song, judgement by judgement.
struct SongHistories: TableSubject {
  /// One song.
  private struct History {
    let name: String
    let label: String
    /// In the order of the repeats and folds.
    let judged: [JudgedItem]
    /// What each judgement gave its true genre.
    let probabilities: [Double]

    var right: Double { Double(judged.count { $0.isRight }) / Double(judged.count) }
    var mean: Double { probabilities.reduce(0, +) / Double(probabilities.count) }

    /// What it was taken for most often.
    var usual: String {
      let counts = Dictionary(grouping: judged, by: \.predicted).mapValues(\.count)
      return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }
  }

  /// The hardest first.
  private let songs: [History]
  private let result: Evaluation
  /// Songs that a picture has room for.
  private static let most = 40

  init(_ result: Evaluation) {
    self.result = result
    let places = Dictionary(uniqueKeysWithValues: result.genres.enumerated().map { ($0.element, $0.offset) })
    songs = Dictionary(grouping: result.items, by: \.name).map { name, items in
      let judged = items.sorted { ($0.repeat, $0.fold) < ($1.repeat, $1.fold) }
      return History(
        name: name, label: judged[0].label, judged: judged,
        probabilities: judged.map { item in places[item.label].map { item.probabilities[$0] } ?? 0 })
    }.sorted { ($0.right, $0.mean, $0.name) < ($1.right, $1.mean, $1.name) }
  }

  var table: ScoreTable {
    ScoreTable(
      columns: TableColumns.judgements.names,
      rows: songs.map { song in
        [
          .text(song.name), .text(song.label), .count(song.judged.count), .share(song.right),
          .text(song.usual),
          .share(song.mean), .text(song.judged.map { $0.isRight ? "●" : "○" }.joined()),
        ]
      },
      notes: [
        "history: ● right, ○ wrong, a mark a judgement; probability: the mean of what its true genre was given"
      ])
  }

  func drawing(data: String?) -> Drawing {
    let most = min(songs.count, Self.most)
    let suitable = PictureSize(width: 1000, height: max(450, 160 + 20 * most))
    let heading = Heading(
      most < songs.count ? "The hardest of \(songs.count) songs" : "Each song's history",
      remarks: result.origin)
    return Drawing(heading, suitable, data: data) { size, heading in
      // In a smaller picture fewer have room for a line that can be read.
      let shown = songs.prefix(min(Self.most, max(5, (size.height - 100) / 14)))
      let columns = shown.map(\.judged.count).max() ?? 0
      return Picture.heatMap(
        shown.flatMap { song in
          song.probabilities.map(Float.init)
            + Array(repeating: .nan, count: columns - song.probabilities.count)
        }, rows: shown.count, columns: columns, rowNames: shown.map(\.name),
        axes: ("", columns > 1 ? "judgement" : ""), unit: "probability", range: 0...1,
        labels: shown.flatMap { song in
          song.judged.map { $0.isRight ? "" : $0.predicted }
            + Array(repeating: "", count: columns - song.judged.count)
        },
        heading: result.stamped(heading).with(
          "colour: the probability of its true genre; where it was taken for another, that one's name"),
        size: size)
    }
  }
}

extension TableColumns {
  static let judgements = TableColumns(
    ["name", "label", "judged", "right", "predicted", "probability", "history"],
    texts: ["name", "label", "predicted", "history"])
}
