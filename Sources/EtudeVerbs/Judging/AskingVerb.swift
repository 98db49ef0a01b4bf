import EtudeCore
import EtudeData
import EtudeLanguage
import EtudeRecommendation

/// A question asked of a library.
struct LibraryQuestion {
  let liked: [AskedSong]
  let disliked: [AskedSong]
  let by: Sameness
  let count: Int
  let work: Work
  /// For pairs of songs the tags that both have; nil where no network knows tags.
  let sharedTags: (([(Clip, Clip)]) throws -> [[String]])?
}

extension Verb {
  /// A verb that asks a library for songs like what is liked.
  ///
  /// - Parameters:
  ///   - usualCount: how many songs, unless said otherwise.
  ///   - isPath: whether the songs' order is a way, for the picture.
  ///   - isAlong: whether it also answers along sound that arrives on standard input.
  ///   - answer: the clips that are found, and their places in the library.
  static func asking(
    _ name: String, _ summary: String, count usualCount: Int, isPath: Bool = false, isAlong: Bool = false,
    examples: [String],
    _ answer: @escaping @Sendable (LibraryIndex, LibraryQuestion) throws -> (dataset: Dataset, places: [Int])
  ) -> Verb {
    let count = TypedOption("count", .whole(1...10_000), default: usualCount, help: "how many songs")
    return Verb(
      name, summary, section: .judging,
      operands: [isAlong ? AskingOptions.likedOrStream : AskingOptions.liked],
      options: [
        LikingDeclarations.from, AskingOptions.disliked, LikingDeclarations.with, LikingDeclarations.window,
        LikingDeclarations.genre,
        LikingDeclarations.by, count,
      ] + (isAlong ? [AskingOptions.every] : []),
      result: .rule { call in
        if isAlong { try call.checkStream() }
        try LikingDeclarations.check(call, library: call.value(of: LikingDeclarations.from))
        return StaticValue(.kind(.dataset))
      }, examples: examples
    ) { call in
      let work = call.environment.work
      let library = try IndexValue(call[LikingDeclarations.from], of: call)
      let given = try call[isAlong ? AskingOptions.likedOrStream : AskingOptions.liked].map(\.value)
      if let stream = try given.onlyStream {
        let along = StreamRecommendation(
          library, by: try call[LikingDeclarations.by], count: try call[count],
          every: try call[AskingOptions.every], window: try call[LikingDeclarations.window],
          in: call.environment)
        return .object(try along.recommend(stream))
      }
      let liked = given.flatMap(\.clips)
      let disliked = try call[AskingOptions.disliked].map { $0.flatMap(\.clips) }
      let question = LibraryQuestion(
        liked: try library.asked(liked, work: work),
        disliked: try disliked.map { try library.asked($0, work: work) } ?? [],
        by: try call[LikingDeclarations.by], count: try call[count], work: work,
        sharedTags: try library.embedder?.tagger().map { tagger in { try tagger.shared($0, work: work) } })
      let found = try answer(library.index, question)
      question.warn(ofFew: found.places.count, in: library.index)
      let map = SongMap(library: library.index, liked: question.liked, places: found.places, isPath: isPath)
      return .object(DatasetValue(dataset: found.dataset, map: map, work: work))
    }
  }
}

private enum AskingOptions {
  static let liked = TypedOperand<[Labelled<GivenSongs>]>(
    many: "liked", .songs(.clipOrDataset), help: "what is liked: one clip or several, or a dataset")

  static let likedOrStream = TypedOperand<[Labelled<GivenSongs>]>(
    many: "liked", .songs(.clipOrDataset + [.stream]),
    help: "what is liked: one clip or several, a dataset, or stdin")

  static let every = TypedOption(
    "every", .time(0.1...600), absence: "off; 5 s of stdin", help: "an answer for each such piece of a stream"
  ) { given in
    given[likedOrStream]?.contains { if case .stream = $0.value { true } else { false } } == true
      ? StreamRecommendation.usualEvery : nil
  }

  static let disliked = TypedOption<[GivenSongs]?>(
    "disliked", .clipsAndDataset, absence: "none", help: "what to keep away from")
}

extension [GivenSongs] {
  /// The stream that is asked about; nil where songs are.
  ///
  /// - Throws: `Failure` for a stream among others.
  fileprivate var onlyStream: StreamValue? {
    get throws {
      let streams = compactMap { if case .stream(let value) = $0 { value } else { nil } }
      if !streams.isEmpty, count > 1 { throw Failure("stdin is liked alone", fix: "leave the others out") }
      return streams.first
    }
  }
}

extension StaticCall {
  /// `every` follows a stream, and a stream is asked about without songs to keep away from.
  fileprivate func checkStream() throws {
    guard var type = value(of: AskingOptions.likedOrStream)?.type else { return }
    // Several operands come as a list.
    if case .list(let element, _) = type { type = element }
    guard type != .unknown else { return }
    if type == .kind(.stream) {
      if has(AskingOptions.disliked) {
        throw OptionFailure(
          "disliked", Failure("what arrives on stdin is liked alone", fix: "leave 'disliked' out"))
      }
    } else if has(AskingOptions.every) {
      throw OptionFailure(
        "every", Failure("'every' follows a stream", fix: "give stdin in the place of songs"))
    }
  }
}

extension TypedAccepts where Held == [GivenSongs] {
  /// A clip, several, or a dataset.
  fileprivate static var clipsAndDataset: Self {
    let one = TypedAccepts<GivenSongs>.songs(.clipOrDataset)
    let clips = Self.list(of: .songs([.clip]))
    return Self(
      one.accepts + clips.accepts, read: { value in one.read(value).map { [$0] } ?? clips.read(value) },
      write: clips.write)
  }
}

extension LibraryQuestion {
  /// Warns where fewer songs were found than asked for.
  fileprivate func warn(ofFew found: Int, in library: LibraryIndex) {
    guard found < count else { return }
    work.warn(
      found == 0
        ? "the library holds nothing but what is liked or disliked\(by.andTheirs)"
        : "only \(found.of("song")) instead of \(count): the library of \(library.count) holds no more "
          + "beside what is liked or disliked\(by.andTheirs), and none is named twice")
  }
}

extension Sameness {
  /// What is left out with the liked songs, as the end of a sentence.
  fileprivate var andTheirs: String {
    switch self {
    case .item: ""
    case .track: " and their tracks"
    case .artist: " and their artists"
    }
  }
}
