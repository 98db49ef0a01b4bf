import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeRecommendation
import EtudeSession

/// A library made ready to be asked for songs.
struct IndexValue: ObjectValue {
  static let ending = "etudeindex"
  private static let genreNote = "genre"

  let index: LibraryIndex
  /// What made its embeddings; nil for a fitted network that is not here.
  let embedder: Embedder?
  /// The share of likeness that comes from genre probabilities.
  let genre: Double

  var kind: Kind { .index }
  var count: Int? { index.count }

  var summary: String {
    "index · \(index.count.of("song")) · \(index.dimensions) of \(index.sourceDimensions) dimensions, "
      + "\(index.variance.percent) of their variance"
  }

  func field(_ name: String) throws -> Value {
    switch name {
    case "count": .count(index.count)
    case "dimensions": .count(index.dimensions)
    case "variance": .number(index.variance)
    default: try index.dataset().listField(name)
    }
  }

  func element(at place: Int) throws -> Value { .object(ClipValue(clip: try index.clip(place))) }

  func element(named name: String) throws -> Value {
    .object(ClipValue(clip: try index.dataset().clip(named: name)))
  }
}

extension IndexValue {
  /// Makes an index of the songs that can be read.
  init(of library: Dataset, embedder: Embedder, genre: Double, dimensions: Int = 128, work: Work) throws {
    let songs = try embedder.songs(.object(DatasetValue(dataset: library)), work: work)
    var notes = try embedder.notes()
    notes[Self.genreNote] = "\(genre)"
    let index = try LibraryIndex(songs.dataset, dimensions: dimensions, notes: notes, work: work) {
      try embedder.joined(songs, at: $0, genre: genre, work: work)
    }
    self.init(index: index, embedder: embedder, genre: genre)
  }

  init(loading path: String) throws {
    let index = try LibraryIndex(reading: path)
    self.init(
      index: index, embedder: try Embedder(notes: index.notes),
      genre: index.notes[Self.genreNote].flatMap { Double($0) } ?? 0)
  }

  /// Songs' files are named from where the index lies, so that both can be moved together.
  func save(to path: String) throws {
    let folder = Paths.folder(of: path)
    try index.write(to: path) { Paths.relative($0, from: folder) }
  }

  /// The library that `from:` or an operand names, ready to be asked.
  init(_ value: Value?, of call: Call) throws {
    let with = call.options["with"]
    let genre = call.number("genre")
    guard case .object(let value as IndexValue) = value else {
      guard case .object(let data as DatasetValue) = value else { throw Failure("there is no library") }
      let embedder = try Embedder(with)
      if genre ?? 0 > 0, !embedder.knowsGenres {
        throw LikingDeclarations.noGenres
      }
      try self.init(
        of: data.dataset.readable, embedder: embedder,
        genre: embedder.knowsGenres ? genre ?? LikingDeclarations.usualGenre : 0,
        dimensions: call.integer("dimensions") ?? 128, work: call.environment.work)
      return
    }
    if let genre, genre != value.genre {
      throw Failure(
        "the index was made with genre: \(value.genre.shortest(decimals: 3))",
        fix: "leave it out, or make the index again")
    }
    let given = try with.map { try Embedder($0) }
    try given?.check(against: value.index.notes)
    self.init(index: value.index, embedder: given ?? value.embedder, genre: value.genre)
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
      let songs = try embedder.songs(.object(DatasetValue(dataset: Dataset(strangers))), work: work)
      let vectors = try embedder.joined(songs, at: Array(0..<songs.dataset.count), genre: genre, work: work)
      var answers = [[Float]?](repeating: nil, count: strangers.count)
      for (place, vector) in zip(songs.items, vectors) { answers[place] = vector }
      return answers
    }
  }
}
