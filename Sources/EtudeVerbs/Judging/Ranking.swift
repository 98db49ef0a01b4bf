import EtudeEvaluation
import EtudeLanguage

extension Verb {
  static let ranking = Verb(
    "ranking",
    "how well a library is recommended: precision and nDCG of what 'recommend' names for each of its songs",
    section: .judging, operands: [LikingDeclarations.library],
    options: [
      LikingDeclarations.with, LikingDeclarations.window, LikingDeclarations.genre, LikingDeclarations.by,
      RankingOptions.count,
    ],
    result: .rule { call in
      try LikingDeclarations.check(call, library: call.value(of: LikingDeclarations.library))
      return StaticValue(.kind(.table))
    },
    examples: ["ranking songs", "ranking parts.test with: fitted at: 5 by: \"artist\""]
  ) { call in
    let library = try IndexValue(call[LikingDeclarations.library], of: call)
    let work = call.environment.work
    let table = try library.index.judged(
      at: call[RankingOptions.count], by: call[LikingDeclarations.by], work: work)
    let leakage = try library.leakageLine(work: work)
    return .object(
      TableValue(
        about: "How well a library of \(library.index.count.of("song")) finds a genre's own songs",
        table: ScoreTable(
          columns: table.columns, rows: table.rows, notes: table.notes + [leakage].compactMap(\.self))))
  }
}

private enum RankingOptions {
  static let count = TypedOption("at", .whole(1...1000), default: 10, help: "songs named to each listener")
}
