import EtudeEvaluation
import EtudePictures

extension Comparison: TableSubject {
  func drawing(data: String?) -> Drawing {
    let choice = choice.map {
      ScoredModel(name: "chosen by others", scores: $0.accuracies, mean: $0.accuracy)
    }
    let baseline = baseline.map { ScoredModel($0, named: "stats | classify") }
    return Drawing(
      comparing: entries.map { ScoredModel($0.result, named: $0.label) }
        + [baseline, choice].compactMap(\.self), of: entries.first?.result, joinsFolds: true)
  }

  /// Every two of the results, a pair a row.
  func exported(as ending: TableEnding) -> String? {
    switch ending {
    case .csv: Rows(pairTable).csv
    case .json: json()
    }
  }
}
