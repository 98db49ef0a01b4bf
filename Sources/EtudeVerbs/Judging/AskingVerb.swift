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
  ///   - answer: the clips that are found, and their places in the library.
  static func asking(
    _ name: String, _ summary: String, count usualCount: Int, isPath: Bool = false, examples: [String],
    _ answer: @escaping @Sendable (LibraryIndex, LibraryQuestion) throws -> (dataset: Dataset, places: [Int])
  ) -> Verb {
    let count = TypedOption("count", .whole(1...10_000), default: usualCount, help: "how many songs")
    return Verb(
      name, summary, section: .judging, operands: [AskingOptions.liked],
      options: [
        LikingDeclarations.from, AskingOptions.disliked, LikingDeclarations.with, LikingDeclarations.window,
        LikingDeclarations.genre,
        LikingDeclarations.by, count,
      ],
      result: .rule { call in
        try LikingDeclarations.check(call, library: call.value(of: LikingDeclarations.from))
        return StaticValue(.kind(.dataset))
      }, examples: examples
    ) { call in
      let work = call.environment.work
      let library = try IndexValue(call[LikingDeclarations.from], of: call)
      let liked = try call[AskingOptions.liked].flatMap(\.value.clips)
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

  static let disliked = TypedOption<[GivenSongs]?>(
    "disliked", .clipsAndDataset, absence: "none", help: "what to keep away from")
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
