import EtudeCore

/// What this stage keeps in the store of results.
extension ResultKind {
  /// Whoever trains on another processor gives another key, since `EngineIdentity` stands in it.
  static let folds = ResultKind("folds", "folds that were trained", isCostly: true)
  static let makers = ResultKind("makers", "which machines trained folds", isExact: true)
  static let usable = ResultKind("usable", "which clips can be used")
}
