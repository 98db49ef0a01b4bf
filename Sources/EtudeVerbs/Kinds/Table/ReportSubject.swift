import EtudeEvaluation
import EtudePictures

extension Evaluation: TableSubject {
  /// The accuracy, fold by fold: the numbers for each genre are read in the report itself.
  func drawing(data: String?) -> Drawing { Drawing(self) }
}
