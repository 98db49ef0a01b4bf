import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudeNetworks
import EtudeRecommendation

/// What `recommend`, `playlist`, `index` and `ranking` share, declared once.
enum LikingDeclarations {
  /// The share of likeness that comes from genre probabilities, unless said otherwise.
  static let usualGenre = 0.5

  static let noGenres = Failure(
    "a recipe knows no genres", fix: "give with: a fitted network, or leave out genre:")

  static let with = TypedOption(
    "with", .network, absence: "frozen musicnn",
    help: "a fitted network or a frozen recipe; an index knows its own"
  ) { given in
    guard asksDataset(given) else { return nil }
    return (try? Embedder.usualRecipe()).map { .recipe(ModelValue(model: $0)) }
  }

  static let genre = TypedOption(
    "genre", .share(), absence: "\(Int(usualGenre * 100))% with a fitted network",
    help: "share of likeness that comes from genre probabilities, the rest from embeddings"
  ) { fitted($0) == nil ? nil : usualGenre }

  static let window = WindowDeclarations.window { fitted($0)?.learnedLength }

  static let from = TypedOption(required: "from", .library, help: "the library, or an index of it")

  /// `index` has one of the same name, of a dataset alone.
  static let library = TypedOperand("library", .library, help: "labelled songs, or an index of them")

  /// Whether the library is a dataset: an index knows what it was made with.
  private static func asksDataset(_ given: KnownArguments) -> Bool {
    if case .dataset? = given[from] ?? given[library] { true } else { false }
  }

  /// The fitted network by which a dataset is asked.
  private static func fitted(_ given: KnownArguments) -> Fitted? {
    if asksDataset(given), case .fitted(let value)? = given[with] { value.fitted } else { nil }
  }

  static let by = TypedOption(
    "by", .choice(of: Sameness.self), default: .track,
    help: "what is left out with the liked, and named once: recordings, whole tracks, or artists")

  /// Whether a recipe that is given can embed songs, and knows genres where they are asked for, is known before anything
  /// runs; `library` is what is known of the songs.
  static func check(_ call: StaticCall, library: StaticValue?) throws {
    if case .recipe(let value)? = call[with] { try value.model.checkFrozen() }
    // Genre probabilities come from a fitted network; an index knows its own.
    guard library?.type == .kind(.dataset), let genre = call[genre], genre > 0 else { return }
    if let network = call.value(of: with), network.type != .kind(.model) { return }
    throw OptionFailure("genre", noGenres)
  }
}

extension IndexValue {
  /// A library made ready to be asked by the network and the share of genres that a call says.
  init(_ library: GivenLibrary, dimensions: Int = LibraryIndex.usualDimensions, of call: Call) throws {
    let (network, genre) = (try call[LikingDeclarations.with], try call[LikingDeclarations.genre])
    let window = try call[LikingDeclarations.window]
    switch library {
    case .dataset(let data):
      if !call.has(LikingDeclarations.with) { Embedder.warnOfUsualRecipe(call.environment.work) }
      let embedder = try Embedder(
        network ?? .recipe(ModelValue(model: Embedder.usualRecipe())), window: window)
      if genre ?? 0 > 0, !embedder.knowsGenres { throw LikingDeclarations.noGenres }
      try self.init(
        of: data.dataset.readable, embedder: embedder,
        genre: embedder.knowsGenres ? genre ?? LikingDeclarations.usualGenre : 0, dimensions: dimensions,
        work: call.environment.work)
    case .index(let value):
      if let genre, genre != value.genre {
        throw Failure(
          "the index was made with genre: \(value.genre.shortest(decimals: 3))",
          fix: "leave it out, or make the index again")
      }
      let made = Embedder.window(in: value.index.notes)
      if let window, window != made {
        throw Failure(
          "the index was made with \(made.map { "window: \($0.shortest(decimals: 3))s" } ?? "the network's own window")",
          fix: "leave it out, or make the index again")
      }
      let given = try network.map { try Embedder($0, window: made) }
      try given?.check(against: value.index.notes)
      self.init(
        index: value.index, embedder: given ?? value.embedder, genre: value.genre, work: call.environment.work
      )
    }
  }
}
