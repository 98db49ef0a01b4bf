import EtudeCore
import EtudeEvaluation
import EtudeLanguage
import EtudePictures

extension TableValue: DrawableTogether {
  /// Learning curves in one picture.
  static func drawing(of values: [Labelled<TableValue>]) -> Drawing {
    let curves = values.enumerated().compactMap { place, one in
      (one.value.subject as? LearningCurve).map { curve in
        NamedLearningCurve(
          name: one.label ?? "\(place + 1)", items: curve.points.map(\.train),
          shares: curve.points.map(\.share),
          accuracies: curve.points.map(\.accuracy), intervals: curve.points.map(\.interval))
      }
    }
    let heading = Heading(
      "Accuracy with more songs to learn from", "each tested on the songs held back; bands: 95 % intervals")
    return Drawing(heading, data: values.first?.value.data?.description) { size, heading in
      guard curves.count == values.count else {
        throw Failure("there is no picture of these tables together", fix: "plot them one by one")
      }
      return Picture.learningCurves(
        curves, heading: heading, size: size)
    }
  }
}
