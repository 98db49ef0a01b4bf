import EtudeCore
import EtudeData
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension Verb {
  static let spread = Verb(
    "spread",
    "how much chance is in a score: one recipe under a hundred single splits, and under ten folds again and again",
    section: .judging, operands: [Operands.recipeToJudge, Operands.madeFeatures],
    options: [
      SpreadOptions.splits, DivisionDeclarations.test, SpreadOptions.folds, SpreadOptions.repeats,
      DivisionDeclarations.split, DivisionDeclarations.by,
    ] + TrainingDeclarations.judged.options(),
    result: .table(.spread) { try TrainingDeclarations.judged.check($0, Operands.recipeToJudge) },
    examples: [
      "plot (spread net mels) to: \"spread.png\"",
      "spread net mels splits: 20 test: 10% folds: 5 repeats: 4 epochs: 5",
    ], isRecorded: true
  ) { call in
    let experiment = try call.judgedExperiment(by: call[DivisionDeclarations.by])
    let work = call.environment.work
    let split = try call[DivisionDeclarations.split]
    let dataset = experiment.examples.dataset
    // Made before anything is trained, so that what cannot be divided is told at once.
    let plan = try FoldPlan.make(
      dataset, count: call[SpreadOptions.folds], split: split, by: experiment.by,
      repeats: call[SpreadOptions.repeats], seed: experiment.seed, work: work)
    let splits = try call[SpreadOptions.splits]
    work.tally?.plan(splits + plan.repeats * plan.count)
    let singles = try experiment.holdouts(
      splits, test: call[DivisionDeclarations.test], split: split, work: work)
    let spread = ScoreSpread(singles: singles, repeated: try experiment.crossValidate(plan: plan, work: work))
    return .object(TableValue(table: spread.table, subject: spread, data: experiment.examples.data))
  }
}

private enum SpreadOptions {
  static let splits = TypedOption(
    "splits", .whole(2...1000), default: 100,
    help: "single splits, divided as 'split' does with one seed after another")
  static let folds = TypedOption(
    "folds", .whole(2...1000), default: 10, help: "of a cross-validation")
  static let repeats = TypedOption(
    "repeats", .whole(2...100), default: 10, help: "whole cross-validations, each with a new plan")
}

/// The scores of single splits, and the means of whole cross-validations.
struct ScoreSpread: TableSubject {
  /// Scores of one kind.
  private struct Row {
    let name: String
    let scores: [Double]
    /// Songs that a training learns from, on average.
    let train: Double
    /// Songs that a score stands on.
    let test: Double

    var mean: Double { scores.reduce(0, +) / Double(max(1, scores.count)) }
    var deviation: Double {
      let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(max(1, scores.count - 1))).squareRoot()
    }
  }

  private let rows: [Row]
  private let genres: Int
  /// What was judged how often, and which songs.
  private let origin: [String?]

  init(singles: Evaluation, repeated: Evaluation) {
    func mean(_ numbers: [Int]) -> Double { Double(numbers.reduce(0, +)) / Double(max(1, numbers.count)) }
    let repeats = Dictionary(grouping: repeated.folds, by: \.repeat).sorted { $0.key < $1.key }.map(\.value)
    let folds = repeats.first?.count ?? 0
    rows = [
      Row(
        name: "single splits", scores: singles.folds.map(\.accuracy), train: mean(singles.folds.map(\.train)),
        test: mean(singles.folds.map(\.test))),
      Row(
        name: "means of \(folds) folds",
        scores: repeats.map { fold in fold.reduce(0) { $0 + $1.accuracy } / Double(fold.count) },
        train: mean(repeated.folds.map(\.train)), test: mean(repeats.map { $0.reduce(0) { $0 + $1.test } })),
    ]
    genres = singles.genres.count
    origin = [singles.network, repeated.songsInWords]
  }

  var table: ScoreTable {
    ScoreTable(
      columns: TableColumns.spread.names,
      rows: rows.map { row in
        [
          .text(row.name), .count(row.scores.count), .count(Int(row.train.rounded())),
          .count(Int(row.test.rounded())), .share(row.mean), .share(row.deviation),
          .share(row.scores.min() ?? 0), .share(row.scores.max() ?? 0),
        ]
      },
      notes: [
        "the recipe and the songs are the same throughout: what differs is chance; train and test: songs, on average",
        "both stand on the same songs: what other songs would change is in neither (the interval of 'report' says that)",
      ])
  }

  func drawing(data: String?) -> Drawing {
    let heading = Heading("The same recipe, the same songs: how much is chance", remarks: origin)
    return Drawing(heading, .wide, data: data) { size, heading in
      Picture.comparison(
        rows.map { row in
          ScoredModel(name: "\(row.scores.count) \(row.name)", scores: row.scores, mean: row.mean)
        }, chance: 1 / Double(max(1, genres)),
        heading: heading, dots: "a split, or a whole cross-validation", size: size)
    }
  }
}

extension TableColumns {
  static let spread = TableColumns(
    ["scores", "count", "train", "test", "mean", "deviation", "least", "greatest"], texts: ["scores"])
}
