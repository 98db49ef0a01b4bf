import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension ResultValue: Drawable, DrawableTogether {
  func drawing(work: Work) -> Drawing { Drawing(result) }

  static func drawing(of values: [Labelled<ResultValue>]) -> Drawing {
    if let grid = SweepGrid(values) { return Drawing(grid) }
    if let curve = SweepCurve(values) { return Drawing(curve) }
    let results = values.labelled
    return Drawing(
      comparing: results.map { ScoredModel($1, named: $1.stamped($0)) }, of: results.first?.result)
  }
}

extension Drawing {
  /// Accuracy, fold by fold.
  init(_ result: Evaluation) {
    self.init(data: result.data.description) { size, title in
      Picture.foldScores(
        ScoredModel(result, named: result.kind.rawValue), chance: 1 / Double(max(1, result.genres.count)),
        title: result.stamped(title ?? "Accuracy, fold by fold"), size: size)
    }
  }

  /// Scores side by side; chance and data are those of the first result.
  init(comparing models: [ScoredModel], of first: Evaluation?, joinsFolds: Bool = false) {
    self.init(data: first?.data.description) { size, title in
      Picture.comparison(
        models, chance: first.map { 1 / Double(max(1, $0.genres.count)) }, joinsFolds: joinsFolds,
        title: title ?? "Accuracy compared", size: size)
    }
  }
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
