import EtudeLanguage

/// Makes a session's stale values again, statement by statement, in the order in which they were made.
///
/// Each statement runs once: two values that were made of one another would never both be new.
public final class Refresh {
  private let session: Session
  private var done: Set<Int> = []
  private var refreshed: Set<String> = []
  /// For statements that were run again, the number of their new cell.
  private var cells: [Int: Int] = [:]

  public init(_ session: Session) { self.session = session }

  /// The text of the next statement to run again; nil if nothing is left. It is run by `execute`.
  public func next() -> String? { stale().map(text) }

  /// Runs the statement that `next` gives, with the seed that it had.
  public func execute() -> Cell? {
    guard let statement = stale() else { return nil }
    let seed = session.interpreter.seed
    session.interpreter.seed = statement.seed
    defer { session.interpreter.seed = seed }
    let cell = session.execute(text(of: statement))
    done.insert(statement.index)
    refreshed.formUnion(statement.statement.boundNames)
    cells[statement.index] = cell.number
    return cell
  }

  /// The first stale statement that a bound name stands on.
  private func stale() -> ExecutedStatement? {
    let record = session.interpreter.record
    let changed = Staleness(session.interpreter).changed
    let names = session.interpreter.bindings.filter { !refreshed.contains($0.key) }
    var wanted = Set(names.values.map(\.maker)).filter { changed[$0] != nil }
    var waiting = Array(wanted)
    while let next = waiting.popLast() {
      // A cell's value has no name that could be bound anew: what stands on it names the new cell.
      for maker in record[next].makersOfCells where changed[maker] != nil && wanted.insert(maker).inserted {
        waiting.append(maker)
      }
    }
    return wanted.subtracting(done).min().map { record[$0] }
  }

  private func text(of statement: ExecutedStatement) -> String {
    let record = session.interpreter.record
    var rewriting = Printer.Rewriting()
    rewriting.cellName = { [cells] number in
      guard let maker = statement.maker(ofCell: number) else { return nil }
      return (cells[maker] ?? record[maker].cell).map { "_\($0)" }
    }
    return Printer.text(
      of: statement, vocabulary: session.vocabulary, writesDefaults: false, rewriting: rewriting)
  }
}
