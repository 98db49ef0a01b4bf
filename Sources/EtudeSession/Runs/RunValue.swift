import EtudeLanguage

/// A value of which the record of runs keeps more than its digest.
public protocol RunValue: ObjectValue {
  /// Its scores by name, `accuracy` among them.
  var runScores: [String: Double] { get }
  /// The value whole, as JSON.
  func runContents() throws -> String
  /// Whether it is what was there when the user asked to stop.
  var isPartial: Bool { get }
}
