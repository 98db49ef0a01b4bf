import EtudeEvaluation
import EtudePictures

extension Waterfall: TableSubject {
  func drawing(data: String?) -> Drawing {
    Drawing(data: data) { size, title in
      Picture.waterfall(self, title: title ?? "From claimed to fair", size: size)
    }
  }
}
