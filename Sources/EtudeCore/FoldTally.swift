import Synchronization

/// How many folds of a call's results are kept in the store, so that an interrupt says how far the call got.
public final class FoldTally: Sendable {
  private struct State {
    var wholeResults = 0
    /// Folds that the present result is made of, where that was told before them.
    var planned: Int?
    /// Folds of the present result that the call has come to.
    var met = 0
    /// Of them, those that are in the store.
    var kept = 0
    /// Folds of all results that are in the store.
    var everKept = 0
  }

  private let results: Int
  private let state = Mutex(State())

  /// Of a call that gives so many results, one for each of its settings.
  public init(results: Int) { self.results = results }

  /// Says of how many folds the present result is made, where it comes to them bit by bit.
  public func plan(_ count: Int) { state.withLock { $0.planned = count } }
  /// The present result comes to so many more folds.
  public func meet(_ count: Int) { state.withLock { $0.met += count } }
  /// Another fold is in the store.
  public func keep() {
    state.withLock {
      $0.kept += 1
      $0.everKept += 1
    }
  }
  /// The present result is whole; what is counted from now on is the next one's.
  public func endResult() {
    state.withLock { $0 = State(wholeResults: $0.wholeResults + 1, everKept: $0.everKept) }
  }

  /// How far the call got, and that it goes on from there; nil where nothing is kept.
  public var advice: String? {
    let state = state.withLock { $0 }
    guard state.everKept > 0 else { return nil }
    let whole = state.wholeResults > 0 ? "\(state.wholeResults) of \(results) results are whole" : nil
    var kept: String?
    if state.kept > 0 {
      let owner = results == 1 ? "" : whole == nil ? " of the first of \(results) results" : " of the next"
      kept = "\(state.kept) of \(state.planned ?? state.met) folds\(owner) are kept"
    }
    return [whole, kept].compactMap(\.self).joined(separator: ", ") + ": the same line goes on from there"
  }
}
