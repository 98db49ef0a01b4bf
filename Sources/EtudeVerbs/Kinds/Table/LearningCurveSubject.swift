import EtudeEvaluation
import EtudePictures

extension LearningCurve: TableSubject {
  func drawing(data: String?) -> Drawing {
    Drawing(data: data) { size, title in
      Picture.learningCurve(
        items: points.map(\.train), test: points.map { [$0.accuracy] }, intervals: points.map(\.interval),
        title: title ?? "Learning curve", size: size)
    }
  }
}
