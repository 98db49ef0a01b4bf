import EtudeLanguage
import EtudePictures

/// What an array's numbers are, with what is needed beside them to draw it.
protocol ArrayMeaning: Sendable {
  /// What is shown and of what: the title of a picture of all of it.
  func title(of array: ArrayValue) -> String
  func drawing(of array: ArrayValue) throws -> Drawing
  /// What a cell says of the numbers beside the array's sizes; nil for nothing.
  func note(on array: ArrayValue) -> String?
  /// What the elements along the first axis are called; nil where they have no names.
  var elementNames: [String]? { get }
}

extension ArrayMeaning {
  func note(on array: ArrayValue) -> String? { nil }
  var elementNames: [String]? { nil }
}
