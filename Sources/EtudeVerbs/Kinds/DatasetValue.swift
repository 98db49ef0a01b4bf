import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudePictures
import EtudeRecommendation
import EtudeSession

extension Kind {
  static let dataset = Kind("dataset")
}

/// Labelled clips.
struct DatasetValue: DeclaredValue, SweptValue {
  let dataset: Dataset
  /// Where the clips lie in the library that they were found in, for the picture.
  var map: SongMap?
  /// Where digests of files are kept, and whether to stop: they are asked for whenever a run is recorded.
  let work: Work
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(
      .dataset, "labelled clips", fields: fields, element: .kind(.clip), namedElements: true, keepsKind: true)
  ]

  static let fields: [Field<DatasetValue>] =
    [Field("count", .number) { .count($0.dataset.count) }]
    + Dataset.fields.map { $0.inside { $0.dataset } }
    + [Field("length", .time) { .seconds($0.dataset.length) }]

  var kind: Kind { .dataset }
  var digest: String? {
    try? dataset.digest(work: work).with(dataset.clips.compactMap(\.judgement)).description
  }
  var count: Int? { dataset.count }

  var summary: String {
    guard let answers = firstAnswers else { return line }
    return line + "\n" + TableValue(table: answers).summary
  }

  private var line: String {
    var line = "dataset · \(dataset.count.of("clip")) · \(dataset.genres.count.of("genre"))"
    let length = dataset.length
    if length > 0 { line += " · " + length.seconds }
    let unreadable = dataset.unreadable.count
    if unreadable > 0 { line += " · \(unreadable) unreadable" }
    return line
  }

  /// As many of the answers as a cell shows, and how many more there are; nil for clips that answer no question.
  private var firstAnswers: ScoreTable? {
    guard let answer else { return nil }
    return ScoreTable(
      columns: answer.columns, rows: Array(answer.rows.prefix(20)),
      notes: dataset.count > 20 ? ["… \(dataset.count - 20) more"] : [])
  }

  func element(at index: Int) throws -> Value { .object(ClipValue(clip: dataset[index], work: work)) }

  func element(named name: String) throws -> Value {
    .object(ClipValue(clip: try dataset.clip(named: name), work: work))
  }
}

extension DatasetValue: TabularValue {
  var shownTable: ShownTable? { firstAnswers?.shown(title: line) }
}

extension DatasetValue: PartedValue {
  var parts: [(name: String, digest: Digest)] {
    guard let items = try? dataset.itemDigests(work: work) else { return [] }
    return dataset.parts(items: items)
  }
}

extension Dataset {
  /// Its clips, as a saved session knows them apart.
  func parts(items: [Digest]) -> [(name: String, digest: Digest)] {
    Array(zip(names, clipDigests(items: items))).map { (name: $0, digest: $1) }
  }

  /// The fields that all have that hold a dataset.
  static let fields: [Field<Dataset>] = [
    Field("genres", .texts) { .texts($0.genres) },
    Field("names", .texts) { .texts($0.names) },
    Field("labels", .texts) { .texts($0.labels) },
    Field("tracks", .texts) { .texts($0.tracks) },
    Field("artists", .texts) { .texts($0.artists) },
  ]
}

extension DatasetValue: Drawable {
  func drawing(work: Work) throws -> Drawing {
    if let map { return Drawing(map) }
    if let sheet = try judgedSheet(work: work) { return sheet }
    return Drawing(genresOf: dataset, data: try dataset.digest(work: work).description)
  }
}

extension Drawing {
  /// How many clips there are of each genre.
  ///
  /// - Parameter summary: what was made of them; nil for clips.
  init(genresOf dataset: Dataset, as summary: String? = nil, data: String?) {
    let length = dataset.length > 0 ? dataset.length.seconds : nil
    let heading = Heading(
      "\(dataset.count.of("clip")) by genre", dataset.genres.count.of("genre"), length, summary)
    self.init(heading, data: data) { size, heading in
      Picture.bars(
        zip(dataset.genres, dataset.countsPerGenre).map { Bar($0, Double($1)) }, axis: "clips",
        heading: heading, size: size)
    }
  }

  /// Where what was found lies in its library.
  fileprivate init(_ map: SongMap) {
    let heading = Heading(
      (map.isPath ? "A way through a library from " : "What lies near ") + map.start,
      "\(map.found.of("song")) found among \(map.size.grouped)",
      "the two directions in which the library varies most")
    self.init(heading, data: nil) { size, heading in
      let points = try map.points()
      return Picture.songMap(
        library: points.library, liked: points.liked, found: points.found, isPath: map.isPath,
        heading: heading, size: size)
    }
  }
}

extension DatasetValue: Exportable {
  static let imageFix: String? = ImageView.fixOfSound

  static let exportedAs: [FileFormat<DatasetValue>] = [
    FileFormat("csv") { try $1.write($0.rows(in: $1.folder).csv) },
    FileFormat("json") { try $1.write($0.rows(in: $1.folder).json) },
  ]

  /// A row a clip with the columns of a manifest, files named from `folder`; of clips that answer a
  /// question also their rank and what was said of them.
  private func rows(in folder: String) -> Rows {
    let answers = AnswerColumns.all.first { $0.suit(dataset) }
    let ranked: [AnswerColumn] = answers?.columns ?? []
    return Rows(
      columns: (answers == nil ? [] : ["rank"])
        + ["name", "file", "label", "track", "artist", "start", "length"] + ranked.map(\.name),
      rows: dataset.clips.enumerated().map { place, clip in
        let file = clip.file.map { Paths.relative($0, from: folder) } ?? ""
        let cells: [ScoreTable.Cell] = [
          .text(clip.name), .text(file), .text(clip.label ?? ""), .text(clip.knownTrack ?? ""),
          .text(clip.artist ?? ""),
          clip.start > 0 ? .number(clip.start) : .empty, clip.span.map { .number($0) } ?? .empty,
        ]
        return (answers == nil ? [] : [.count(place + 1)]) + cells + ranked.map { $0.cell(clip).exactly }
      })
  }
}

extension ScoreTable.Cell {
  /// The same with all its digits.
  fileprivate var exactly: ScoreTable.Cell {
    if case .share(let number) = self { .number(number) } else { self }
  }
}
