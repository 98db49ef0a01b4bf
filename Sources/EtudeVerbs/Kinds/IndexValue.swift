import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeRecommendation
import EtudeSession

extension Kind {
  static let index = Kind("index")
}

/// A library made ready to be asked for songs.
struct IndexValue: DeclaredValue, SweptValue {
  static let ending = "etudeindex"
  private static let genreNote = "genre"

  let index: LibraryIndex
  /// What made its embeddings; nil for a fitted network that is not here.
  let embedder: Embedder?
  /// The share of likeness that comes from genre probabilities.
  let genre: Double
  /// Where digests of files are kept, and whether to stop.
  let work: Work
  var settings: [Setting] = []

  static let declarations = [
    KindDeclaration(
      .index, "a library made ready to be asked for songs", fields: fields, element: .kind(.clip),
      namedElements: true)
  ]

  static let fields: [Field<IndexValue>] =
    [
      Field("count", .number) { .count($0.index.count) },
      Field("dimensions", .number) { .count($0.index.dimensions) },
      Field("variance", .number) { .number($0.index.variance) },
    ] + Dataset.fields.map { $0.inside { try $0.index.dataset() } }

  var kind: Kind { .index }
  var count: Int? { index.count }

  var summary: String {
    "index · \(index.count.of("song")) · \(index.dimensions) of \(index.sourceDimensions) dimensions, "
      + "\(index.variance.percent) of their variance"
  }

  func element(at place: Int) throws -> Value { .object(ClipValue(clip: try index.clip(place), work: work)) }

  func element(named name: String) throws -> Value {
    .object(ClipValue(clip: try index.dataset().clip(named: name), work: work))
  }
}

extension IndexValue {
  /// Makes an index of the songs that can be read.
  init(of library: Dataset, embedder: Embedder, genre: Double, dimensions: Int, work: Work) throws {
    let songs = try embedder.songs(.dataset(DatasetValue(dataset: library, work: work)), work: work)
    var notes = try embedder.notes()
    notes[Self.genreNote] = "\(genre)"
    let index = try LibraryIndex(songs.dataset, dimensions: dimensions, notes: notes, work: work) {
      try embedder.joined(songs, at: $0, genre: genre, work: work)
    }
    self.init(index: index, embedder: embedder, genre: genre, work: work)
  }

  init(loading path: String, work: Work) throws {
    let index = try LibraryIndex(reading: path)
    self.init(
      index: index, embedder: try Embedder(notes: index.notes),
      genre: index.notes[Self.genreNote].flatMap { Double($0) } ?? 0, work: work)
  }

  /// Songs' files are named from where the index lies, so that both can be moved together.
  func save(to path: String) throws {
    let folder = Paths.folder(of: path)
    try index.write(to: path) { Paths.relative($0, from: folder) }
  }

  /// What a fitted network has learnt of the songs; nil for a recipe, which has learnt nothing of genres.
  func leakageLine(work: Work) throws -> String? {
    embedder?.knowsGenres == false ? nil : try index.leakageLine(embedder?.memory, work: work)
  }

  /// The clips of a question; the network is needed only for those that the library does not hold.
  func asked(_ clips: [Clip], work: Work) throws -> [AskedSong] {
    guard !clips.isEmpty else { return [] }
    return try index.asked(clips, work: work) { strangers in
      guard let embedder else {
        throw Failure(
          "\(strangers[0].name) is not in the index, which was made with a fitted network that is not here",
          fix: "give it by the option with")
      }
      let songs = try embedder.songs(
        .dataset(DatasetValue(dataset: Dataset(strangers), work: work)), work: work)
      let vectors = try embedder.joined(songs, at: Array(0..<songs.dataset.count), genre: genre, work: work)
      var answers = [[Float]?](repeating: nil, count: strangers.count)
      for (place, vector) in zip(songs.items, vectors) { answers[place] = vector }
      return answers
    }
  }
}

extension IndexValue: Savable {
  static let savedAs: [FileFormat<IndexValue>] = [FileFormat(ending) { try $0.save(to: $1.path) }]
}
