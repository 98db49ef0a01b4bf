import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks

extension Verb {
  static let describe = Verb(
    "describe", "what x is, as a table", section: .data, operands: [Operand("x", .anything)],
    result: .checked(.kind(.table)) { call in
      // Layers that do not fit are errors before anything runs, of a recipe that nothing is asked of too.
      guard call.operands["x"]?.type == .kind(.model), let recipe = call.recipe("x") else { return }
      _ = try recipe.layerTable(imageSize: 256, bands: 128, genres: ModelValue.usualGenres)
    }, examples: ["describe songs", "describe net"]
  ) { call in
    .object(try table(describing: call.operands["x"] ?? .nothing, work: call.environment.work))
  }

  private static func table(describing value: Value, work: Work) throws -> TableValue {
    switch value {
    case .object(let value as DatasetValue):
      if let answer = value.answer { return TableValue(table: answer) }
      let dataset = try value.dataset.tried(work: work)
      return TableValue(describing: dataset, as: DatasetValue(dataset: dataset).summary)
    case .object(let value as SpectrogramsValue):
      return TableValue(describing: value.examples.dataset, as: value.summary)
    case .object(let value as ModelValue):
      return try TableValue(describing: value.model, genres: ModelValue.usualGenres, as: "model")
    case .object(let value as FittedValue):
      let fitted = value.fitted
      return try TableValue(
        describing: fitted.model, imageSize: fitted.imageSize, bands: fitted.bands,
        genres: fitted.genres.count, as: value.summary)
    case .object(let value as HistoryValue):
      return TableValue(title: value.summary, table: value.history.table)
    case .object(let value as TableValue): return value
    case .object(let value as PredictionValue):
      let rows = Rows(value)
      return TableValue(table: ScoreTable(columns: rows.columns, rows: rows.rows))
    case .object(let value):
      let fields = kindDeclarations.first { $0.kind == value.kind }?.fields ?? []
      let rows = try fields.filter(\.type.isShort).map { field -> [ScoreTable.Cell] in
        [.text(field.name), .text(ValueText.of(try value.field(field.name)))]
      }
      return TableValue(title: value.summary, table: ScoreTable(columns: ["field", "value"], rows: rows))
    case .list(let list):
      let rows = list.items.enumerated().map { index, item -> [ScoreTable.Cell] in
        [.text(item.label ?? "\(index)"), .text(ValueText.of(item.value))]
      }
      return TableValue(table: ScoreTable(columns: ["element", "value"], rows: rows))
    default:
      return TableValue(table: ScoreTable(columns: ["value"], rows: [[.text(ValueText.of(value))]]))
    }
  }
}

extension ValueType {
  /// Whether a value fits in a table's cell.
  fileprivate var isShort: Bool {
    switch self {
    case .number, .quantity, .text, .flag: true
    default: false
    }
  }
}

extension TableValue {
  fileprivate init(describing dataset: Dataset, as title: String) {
    struct Tally {
      var clips = 0
      var tracks: Set<TrackIdentity> = []
      var artists: Set<String> = []
      var seconds = 0.0
      var unreadable = 0
    }
    var tallies = [Tally](repeating: Tally(), count: dataset.genres.count + 1)
    for (clip, label) in zip(dataset.clips, dataset.labelIndices) {
      let place = label < 0 ? dataset.genres.count : label
      tallies[place].clips += 1
      // What cannot be read is left out of training and judging, so its track and artist are none of theirs.
      guard clip.isReadable else {
        tallies[place].unreadable += 1
        continue
      }
      tallies[place].tracks.insert(clip.trackIdentity)
      if let artist = clip.artist { tallies[place].artists.insert(artist) }
      tallies[place].seconds += clip.length ?? 0
    }
    let rows = zip(dataset.genres + ["(none)"], tallies).filter { $1.clips > 0 }.map {
      genre, tally -> [ScoreTable.Cell] in
      [
        .text(genre), .count(tally.clips), .count(tally.tracks.count),
        tally.artists.isEmpty ? .text("unknown") : .count(tally.artists.count), .text(tally.seconds.seconds),
        .count(tally.unreadable),
      ]
    }
    self.init(
      title: title,
      table: ScoreTable(
        columns: ["genre", "clips", "tracks", "artists", "length", "unreadable"], rows: rows,
        notes: dataset.unreadable.prefix(10).map { "\($0.name): \($0.problem ?? "")" }))
  }

  fileprivate init(
    describing model: Model, imageSize: Int = 256, bands: Int = 128, genres: Int, as title: String
  ) throws {
    let rows = try model.layerTable(imageSize: imageSize, bands: bands, genres: genres).map {
      row -> [ScoreTable.Cell] in
      [
        .text(String(repeating: "  ", count: row.depth) + row.name), .text(row.output),
        .count(row.parameters), .text(row.isFrozen ? "frozen" : row.note),
      ]
    }
    let counts = try model.parameterCounts(imageSize: imageSize, bands: bands, genres: genres)
    let suffix = model.isClassifier ? " for \(genres.of("genre"))" : ""
    self.init(
      title: title,
      table: ScoreTable(
        columns: ["layer", "output", "parameters", ""], rows: rows,
        notes: [
          "\(counts.all.grouped) parameters, \(counts.trainable.grouped) of them trainable\(suffix)"
        ]))
  }
}
