import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeSound
import FoundationEssentials

/// A network that turns songs into vectors.
struct Embedder {
  private enum Network {
    case recipe(FrozenNetwork)
    case fitted(Fitted)
  }

  private let network: Network
  private let settings: SpectrogramSettings
  /// What a fitted network was trained on, as far as that is known.
  private(set) var memory: TrainingMemory?

  /// Seconds in which longer songs are heard; the length that a fitted network learned from if nil, of a recipe all of it.
  private let window: Double?

  init(_ given: GivenNetwork, window: Double? = nil) throws {
    switch given {
    case .fitted(let value):
      // One way to say one thing: what an index notes of it does not depend on whether it was written.
      self.window = window == value.fitted.learnedLength ? nil : window
      network = .fitted(value.fitted)
      memory = value.memory
      settings = try value.fitted.settings()
    case .recipe(let value):
      self.window = window
      network = .recipe(FrozenNetwork(value.model))
      settings = SpectrogramSettings()
    }
  }

  /// The songs that can be read, with the features that the network wants.
  struct Songs {
    let dataset: Dataset
    fileprivate let examples: SpectrogramSet
    /// Their places among all that were given.
    let items: [Int]
  }

  /// Takes clips, datasets, or features made as the network wants them.
  func songs(_ songs: GivenSongs, work: Work) throws -> Songs {
    let given = try GivenFeatures(songs, settings: settings, work: work)
    let items = try given.readable(for: model, work: work)
    if case .fitted(let fitted) = network {
      warnOfLengths(fitted, songs: given.examples, items: items, window: window, work: work)
    }
    return Songs(dataset: given.examples.dataset.subset(items), examples: given.examples, items: items)
  }

  /// The clips that can be read, and a vector for each: what the network gives before its classifier.
  func embeddings(of songs: GivenSongs, work: Work) throws -> (dataset: Dataset, vectors: [[Float]]) {
    let songs = try self.songs(songs, work: work)
    return (songs.dataset, try vectors(songs.examples, songs.items, work: work))
  }

  /// Of the songs at some places of `songs.dataset`, embedding and genre probabilities: both at length 1 (of
  /// probabilities the roots), weighted so that `genre` is the share of likeness that comes from genres. Between two
  /// songs the inner product is then (1 − genre) · cosine + genre · Bhattacharyya coefficient.
  func joined(_ songs: Songs, at places: [Int], genre: Double, work: Work) throws -> [[Float]] {
    let items = places.map { songs.items[$0] }
    var vectors = try vectors(songs.examples, items, work: work).map {
      $0.scaled(to: (1 - genre).squareRoot())
    }
    if genre > 0, case .fitted(let fitted) = network {
      let probabilities = try EtudeEvaluation.predict(
        fitted, songs: songs.examples, items: items, window: window, work: work)
      for (song, row) in probabilities.enumerated() {
        vectors[song] += row.map { max(0, $0).squareRoot() }.scaled(to: genre.squareRoot())
      }
    }
    return vectors
  }

  /// What names the tags that songs have in common, where it hears music as listeners tagged it.
  func tagger() throws -> Tagger? {
    guard case .recipe(let network) = network, network.model.hearsSoundAlone,
      PretrainedWeights.musicnnSongs.isPresent
    else { return nil }
    return try Tagger(.songs)
  }

  /// Samples a second of the sound that it wants.
  var rate: Int { settings.rate }

  /// Seconds of the songs that a fitted network learned from, or the window that was asked for.
  var learnedLength: Double? {
    if let window { return window }
    return if case .fitted(let fitted) = network { fitted.learnedLength } else { nil }
  }

  var knowsGenres: Bool { if case .fitted = network { true } else { false } }

  private var model: Model {
    switch network {
    case .recipe(let network): network.model
    case .fitted(let fitted): fitted.model
    }
  }

  private func vectors(_ examples: SpectrogramSet, _ items: [Int], work: Work) throws -> [[Float]] {
    switch network {
    case .recipe(let network):
      try EtudeEvaluation.features(network, songs: examples, items: items, window: window, work: work)
    case .fitted(let fitted):
      try EtudeEvaluation.features(fitted, songs: examples, items: items, window: window, work: work)
    }
  }
}

extension Embedder {
  private static let recipeNote = "recipe"
  private static let fittedNote = "fitted"
  private static let windowNote = "window"

  /// What an index says of the network that made it: a recipe whole, a fitted network by its digest.
  func notes() throws -> [String: String] {
    var notes = try networkNotes()
    notes[Self.windowNote] = window.map { "\($0)" }
    return notes
  }

  /// The window that an index says it was made with.
  static func window(in notes: [String: String]) -> Double? { notes[windowNote].flatMap { Double($0) } }

  private func networkNotes() throws -> [String: String] {
    switch network {
    case .recipe(let network):
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      return [Self.recipeNote: String(decoding: try encoder.encode(network.model), as: UTF8.self)]
    case .fitted(let fitted): return [Self.fittedNote: fitted.digest.description]
    }
  }

  /// The network that a loaded index was made with; nil for a fitted one, which has to be given with each question.
  init?(notes: [String: String]) throws {
    guard let recipe = notes[Self.recipeNote] else { return nil }
    guard let model = try? JSONDecoder().decode(Model.self, from: Data(recipe.utf8)) else {
      throw Failure.input("the index does not say which network made it", fix: "make it again: index library")
    }
    try self.init(.recipe(ModelValue(model: model)), window: Self.window(in: notes))
  }

  /// Refuses another network than the one an index was made with.
  func check(against notes: [String: String]) throws {
    guard try self.notes().allSatisfy({ notes[$0] == $1 }) else {
      throw Failure(
        "the index was made with another network", fix: "give with: the same network, or make the index again"
      )
    }
  }
}

extension [Float] {
  /// The same direction at another length; zeros stay zeros.
  fileprivate func scaled(to length: Double) -> [Float] {
    let own = reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    let scale = own > 0 ? length / own : 0
    return map { Float(Double($0) * scale) }
  }
}
