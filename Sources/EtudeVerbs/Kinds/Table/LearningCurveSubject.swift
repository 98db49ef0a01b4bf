import EtudeEvaluation
import EtudePictures

extension LearningCurve: TableSubject {
  func drawing(data: String?) -> Drawing {
    let heading = Heading(
      "Accuracy with more songs to learn from", network,
      "tested on \(tested.of("song")) held back; band: 95 % interval")
    return Drawing(heading, data: data) { size, heading in
      Picture.learningCurve(
        items: points.map(\.train), shares: points.map(\.share), test: points.map { [$0.accuracy] },
        intervals: points.map(\.interval),
        heading: heading, size: size)
    }
  }
}
