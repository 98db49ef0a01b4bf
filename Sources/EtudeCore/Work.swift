import Synchronization

/// What long work is given from outside: how many threads, whether to stop, whom to tell, where results are kept.
///
/// A value of this type travels down the stages; none of them draws a bar, prints a warning or catches a signal.
public struct Work: Sendable {
  /// Processor threads to use; numbers are equal for equal counts.
  public var threads: Int
  /// The flag that Ctrl-C sets.
  public var cancellation: Cancellation
  /// Results that outlive the process; nil to keep none.
  public var store: ResultStore?
  /// Which part of a run is done here; nil for all of it.
  public var share: PieceShare?
  /// Counts the folds that are kept of the call that does the work; nil where nobody asks.
  public var tally: FoldTally?
  /// Takes progress and warnings; may be called from any thread.
  public var listener: @Sendable (WorkEvent) -> Void

  /// Work with so many threads, which keeps in `store` and tells what it does; whatever is left out is the default.
  public init(
    threads: Int = 1, cancellation: Cancellation = Cancellation(), store: ResultStore? = nil,
    share: PieceShare? = nil,
    listener: @escaping @Sendable (WorkEvent) -> Void = { _ in }
  ) {
    self.threads = threads
    self.cancellation = cancellation
    self.store = store
    self.share = share
    self.listener = listener
  }

  /// Throws `Failure.interrupted` once the user has asked to stop.
  public func checkCancelled() throws {
    if cancellation.isRequested { throw Failure.interrupted }
  }

  /// Tells the user of something that was dealt with: which thing, why, what was done. It is told on one line, whatever
  /// names are in it.
  public func warn(_ message: String) { listener(.warning(message.onOneLine)) }

  /// Says how far a named stage has come; `done == total` ends it.
  public func progress(_ stage: String, _ done: Int, of total: Int, note: String = "") {
    listener(.progress(stage: stage, done: done, total: total, note: note))
  }
}

/// What work says of itself while it runs.
public enum WorkEvent: Sendable {
  /// A named stage has come so far; `note` is a few words that change, such as the loss.
  case progress(stage: String, done: Int, total: Int, note: String)
  /// Something was wrong and was dealt with.
  case warning(String)
}

/// A request to stop, set by one thread and seen by all.
public final class Cancellation: Sendable {
  private let requested = Atomic<Bool>(false)

  /// Not asked for yet.
  public init() {}

  /// True once somebody has asked the work to stop.
  public var isRequested: Bool { requested.load(ordering: .relaxed) }
  /// Asks the work to stop, from any thread.
  public func request() { requested.store(true, ordering: .relaxed) }
  /// Takes the request back, before other work begins.
  public func clear() { requested.store(false, ordering: .relaxed) }
}
