import EtudeEvaluation
import EtudePictures

extension Waterfall: TableSubject {
  func drawing(data: String?) -> Drawing {
    let heading = Heading("From claimed to fair", remarks: steps.last?.result.origin ?? [])
    return Drawing(heading, data: data) { size, heading in
      Picture.waterfall(self, heading: heading, size: size)
    }
  }
}
