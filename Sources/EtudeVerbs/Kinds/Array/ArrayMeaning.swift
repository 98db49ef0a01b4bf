import EtudeLanguage
import EtudePictures

/// What an array's numbers are, with what is needed beside them to draw it.
protocol ArrayMeaning: Sendable {
  func drawing(of array: ArrayValue) -> Drawing
  /// What a cell says of the numbers beside the array's sizes; nil for nothing.
  func note(on array: ArrayValue) -> String?
  /// What the elements along the first axis are called; nil where they have no names.
  var elementNames: [String]? { get }
}

extension ArrayMeaning {
  func note(on array: ArrayValue) -> String? { nil }
  var elementNames: [String]? { nil }
}
