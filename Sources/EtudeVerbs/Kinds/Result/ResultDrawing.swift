import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension ResultValue: Drawable, DrawableTogether {
  func drawing(work: Work) -> Drawing { Drawing(result) }

  /// The networks behind the labels, where they are few enough to be read.
  private static func networks(of results: [(label: String, result: Evaluation)]) -> [String?] {
    guard Set(results.compactMap(\.result.network)).count > 1, results.count <= 4 else {
      return [results.first?.result.network]
    }
    return results.map { one in one.result.network.map { "\(one.label): \($0)" } }
  }

  static func drawing(of values: [Labelled<ResultValue>]) -> Drawing {
    if let grid = SweepGrid(values) { return Drawing(grid) }
    if let curve = SweepCurve(values) { return Drawing(curve) }
    let results = values.labelled
    return Drawing(
      comparing: results.map { ScoredModel($1, named: $1.stamped($0)) }, of: results.first?.result,
      networks: networks(of: results))
  }
}

extension Drawing {
  /// Accuracy, fold by fold.
  init(_ result: Evaluation) {
    self.init(
      Heading(
        result.folds.count > 1 ? "Accuracy, fold by fold" : "Accuracy of one test", result.network,
        result.songsInWords), data: result.data.description
    ) { size, heading in
      Picture.foldScores(
        ScoredModel(result, named: result.kind.rawValue), chance: 1 / Double(max(1, result.genres.count)),
        heading: result.stamped(heading), size: size)
    }
  }

  /// Scores side by side; chance and data are those of the first result.
  init(
    comparing models: [ScoredModel], of first: Evaluation?, networks: [String?] = [], joinsFolds: Bool = false
  ) {
    self.init(
      Heading("Accuracy compared", remarks: networks + [first?.manner, first?.songsInWords]),
      data: first?.data.description
    ) { size, heading in
      Picture.comparison(
        models, chance: first.map { 1 / Double(max(1, $0.genres.count)) }, joinsFolds: joinsFolds,
        heading: heading, size: size)
    }
  }
}

extension Evaluation {
  /// What judged which songs, and how: remarks of its pictures.
  var origin: [String?] { [network, manner, songsInWords] }

  /// How it was judged: `10 folds`.
  var manner: String {
    let repeats = Set(folds.map(\.repeat)).count
    let count = folds.count / max(1, repeats)
    return switch kind {
    case .crossval: count.of("fold") + (repeats > 1 ? ", \(repeats) times" : "")
    case .holdout: "one split"
    case .evaluate: "judged as it is"
    case .vote: "votes of the pieces of each"
    }
  }

  /// `100 songs in 10 genres`; of a holdout those that were tested are not all.
  var songsInWords: String {
    "\(Set(items.map(\.item)).count.of("song")) in \(genres.count.of("genre"))"
      + (kind == .holdout ? " tested" : "")
  }

  /// A heading whose title says it where the scores are INVALID.
  func stamped(_ heading: Heading) -> Heading { heading.titled(stamped(heading.title)) }
}

extension ScoredModel {
  init(_ result: Evaluation, named name: String) {
    let folds = result.folds.sorted { ($0.repeat, $0.fold) < ($1.repeat, $1.fold) }
    self.init(
      name: name, scores: folds.map(\.accuracy), mean: result.accuracy, interval: result.interval,
      itemShare: result.otherItemShare, repeats: folds.map(\.repeat))
  }
}

extension Labelled<ResultValue> {
  /// Its label, or its place counted from 1; of a sweep over one setting, whose labels are its values, with its name.
  func label(at place: Int) -> String {
    guard let label else { return "\(place + 1)" }
    guard let only = value.settings.first, value.settings.count == 1, label == ValueText.label(only.value)
    else { return label }
    return only.text
  }
}

extension [Labelled<ResultValue>] {
  /// The results, each under its label or its place, counted from 1.
  var labelled: [(label: String, result: Evaluation)] {
    enumerated().map { place, one in (one.label(at: place), one.value.result) }
  }
}
