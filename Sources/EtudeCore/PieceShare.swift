import Synchronization

/// Which pieces of a run a program works at: every so-manieth, counted in the order in which the run comes to them.
///
/// A piece is a fold of a setting. All parts of a run come to the same pieces in the same order, so each is one part's.
public final class PieceShare: Sendable {
  /// What has become of the pieces so far.
  public struct Tally: Sendable, Equatable {
    /// Made by this part.
    public var made = 0
    /// Of this part's, found in the store.
    public var found = 0
    /// Of other parts, and not in the store yet.
    public var missing = 0
  }

  /// Which part it is, from 1.
  public let part: Int
  /// How many parts there are.
  public let parts: Int
  private let state = Mutex((next: 0, tally: Tally()))

  /// Nil for a part that is not among them.
  public init?(part: Int, of parts: Int) {
    guard parts >= 1, (1...parts).contains(part) else { return nil }
    self.part = part
    self.parts = parts
  }

  /// For each of the next pieces whether it is this part's.
  public func take(_ count: Int) -> [Bool] {
    state.withLock { state in
      defer { state.next += count }
      return (state.next..<state.next + count).map { $0 % parts == part - 1 }
    }
  }

  /// Counts pieces.
  public func count(made: Int = 0, found: Int = 0, missing: Int = 0) {
    state.withLock {
      $0.tally.made += made
      $0.tally.found += found
      $0.tally.missing += missing
    }
  }

  /// What has become of the pieces so far.
  public var tally: Tally { state.withLock { $0.tally } }
}

extension Work {
  /// Does all of some things, also where one of them waits for other parts of the run, so that this part comes to every
  /// piece; then throws that it waits.
  package func all<Element, Result>(
    _ elements: some Sequence<Element>, isWaiting: (any Error) -> Bool = Work.isWaiting,
    _ body: (Element) throws -> Result
  ) throws -> [Result] {
    guard share != nil else { return try elements.map(body) }
    var results: [Result] = []
    var waiting: (any Error)?
    for element in elements {
      do {
        results.append(try body(element))
      } catch  where isWaiting(error) {
        waiting = waiting ?? error
      }
    }
    if let waiting { throw waiting }
    return results
  }

  /// Whether an error says that something waits for other parts of the run.
  package static func isWaiting(_ error: any Error) -> Bool { (error as? Failure)?.kind == .waiting }
}
