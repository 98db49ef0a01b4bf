import EtudeEvaluation
import EtudeLanguage
import EtudePictures

/// Results of a sweep over one setting whose values are amounts: numbers, or quantities. A seed is none, but a name.
struct SweepCurve {
  let setting: String
  let values: [Double]
  /// Each named for its value.
  let models: [ScoredModel]
  let first: Evaluation

  /// Nil for results that are no such sweep, and where one value is there twice.
  init?(_ results: [Labelled<ResultValue>]) {
    guard let first = results.first, results.count > 1, let setting = first.value.settings.first,
      setting.name != "seed",
      results.allSatisfy({ $0.value.settings.count == 1 && $0.value.settings[0].name == setting.name })
    else { return nil }
    let values = results.compactMap { $0.value.settings[0].value.amount }
    guard values.count == results.count, Set(values).count == values.count else { return nil }
    self.setting = setting.name
    self.values = values
    self.first = first.value.result
    models = results.map {
      ScoredModel(
        $0.value.result, named: $0.value.result.stamped(ValueText.label($0.value.settings[0].value)))
    }
  }
}

extension Value {
  /// The number that it is, or has of its unit; nil for other values.
  fileprivate var amount: Double? {
    switch self {
    case .number(let number): number
    case .whole(let whole): Double(whole)
    case .quantity(let quantity): quantity.value
    default: nil
    }
  }
}

extension Drawing {
  /// Accuracy over the values of one setting.
  init(_ curve: SweepCurve) {
    self.init(
      Heading("Accuracy by \(curve.setting)", remarks: curve.first.origin), data: curve.first.data.description
    ) { size, heading in
      Picture.accuracy(
        of: curve.models, over: curve.values, setting: curve.setting,
        chance: 1 / Double(max(1, curve.first.genres.count)),
        heading: heading, size: size)
    }
  }
}
