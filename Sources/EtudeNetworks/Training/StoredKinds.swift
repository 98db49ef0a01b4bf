import EtudeCore

/// What this stage keeps in the store of results.
extension ResultKind {
  static let features = ResultKind("features", "what frozen layers give")
}
