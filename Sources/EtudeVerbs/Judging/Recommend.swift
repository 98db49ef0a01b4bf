import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudeRecommendation

extension Verb {
  static let recommend = Verb(
    "recommend", "a library's songs most like what is liked, best first, each with its reason",
    section: .judging, operands: [LikingDeclarations.liked], options: LikingDeclarations.asking(count: 10),
    result: LikingDeclarations.rule(.dataset),
    examples: [
      "recommend songs[3] from: songs", "recommend [songs[3], songs[8]] from: songs with: fitted",
      "recommend songs[3] from: songs disliked: songs[40] by: \"artist\"",
    ]
  ) { call in
    try answer(call, isPath: false) { try $0.recommend(liked: $1, disliked: $2, by: $3, count: $4, work: $5) }
  }

  static let playlist = Verb(
    "playlist", "songs like what is liked, in an order in which each is near the one before",
    section: .judging, operands: [LikingDeclarations.liked], options: LikingDeclarations.asking(count: 20),
    result: LikingDeclarations.rule(.dataset),
    examples: ["playlist songs[3] from: songs count: 20", "plot (playlist songs[3] from: songs)"]
  ) { call in
    try answer(call, isPath: true) { try $0.playlist(liked: $1, disliked: $2, by: $3, count: $4, work: $5) }
  }

  static let index = Verb(
    "index", "a library made ready to be asked for songs; save keeps it", section: .judging,
    operands: [Operand("library", .dataset, help: "the songs")],
    options: [
      LikingDeclarations.with, LikingDeclarations.genre,
      Option(
        "dimensions", .whole(1...128), standard: .number(128),
        help: "numbers kept of a song: the directions in which the library varies most"),
    ],
    result: LikingDeclarations.rule(.index),
    examples: ["idx = index songs with: fitted", "save (index songs) to: \"library.etudeindex\""]
  ) { call in .object(try IndexValue(call.operands["library"], of: call)) }

  static let ranking = Verb(
    "ranking",
    "how well a library is recommended: precision and nDCG of what 'recommend' names for each of its songs",
    section: .judging,
    operands: [
      Operand("library", [.kind(.dataset), .kind(.index)], help: "labelled songs, or an index of them")
    ],
    options: [
      LikingDeclarations.with, LikingDeclarations.genre, LikingDeclarations.by,
      Option("at", .whole(1...1000), standard: .number(10), help: "songs named to each listener"),
    ],
    result: LikingDeclarations.rule(.table),
    examples: ["ranking songs", "ranking parts.test with: fitted at: 5 by: \"artist\""]
  ) { call in
    let library = try IndexValue(call.operands["library"], of: call)
    let work = call.environment.work
    let table = try library.index.judged(at: call.integer("at") ?? 10, by: call.sameness, work: work)
    let leakage = try library.leakageLine(work: work)
    return .object(
      TableValue(
        table: ScoreTable(
          columns: table.columns, rows: table.rows, notes: table.notes + [leakage].compactMap(\.self))))
  }

  private typealias Question = (
    LibraryIndex, [AskedSong], [AskedSong], Sameness, Int, Work
  ) throws -> (dataset: Dataset, places: [Int])

  private static func answer(_ call: Call, isPath: Bool, _ question: Question) throws -> Value {
    let work = call.environment.work
    let library = try IndexValue(call.options["from"], of: call)
    let liked = try library.asked(call.clips("liked"), work: work)
    let (sameness, count) = (call.sameness, call.integer("count") ?? 10)
    let found = try question(
      library.index, liked, try library.asked(call.clips("disliked"), work: work), sameness, count, work)
    if found.places.count < count {
      work.warn(
        found.places.isEmpty
          ? "the library holds nothing but what is liked or disliked\(sameness.andTheirs)"
          : "only \(found.places.count.of("song")) instead of \(count): the library of \(library.index.count) holds no more "
            + "beside what is liked or disliked\(sameness.andTheirs), and none is named twice")
    }
    let map = SongMap(library: library.index, liked: liked, places: found.places, isPath: isPath)
    return .object(DatasetValue(dataset: found.dataset, map: map, work: work))
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
