import EtudeCore
import EtudeSession
import Glibc

/// The cells of this session, and those of earlier ones.
final class KernelHistory {
  /// A cell as Jupyter tells of it.
  struct Entry {
    let session: Int
    /// Its place in its session, from 1.
    let line: Int
    let input: String
    /// What it gave as text, where that is known.
    var output: String?
  }

  /// Sessions are not told apart in the file: all earlier ones are one.
  private static let (earlier, current) = (1, 2)

  private let file: HistoryFile?
  private lazy var kept = (file?.load() ?? []).enumerated().map { place, cell in
    Entry(session: Self.earlier, line: place + 1, input: cell)
  }
  private var own: [Entry] = []

  init(_ file: HistoryFile?) { self.file = file }

  /// The cells of all sessions, oldest first.
  var cells: [String] { (kept + own).map(\.input) }

  func append(_ cell: String, output: String?) {
    guard !cell.allSatisfy(\.isWhitespace) else { return }
    // What other sessions add from now on comes after this cell.
    _ = kept
    own.append(Entry(session: Self.current, line: own.count + 1, input: cell, output: output))
    file?.append(cell)
  }

  /// The last cells.
  func tail(_ count: Int) -> [Entry] { (kept + own).suffix(max(0, count)) }

  /// Cells of one session from `start` up to but not `stop`; session 0 is this one, -1 the one before.
  func range(session: Int, start: Int, stop: Int?) -> [Entry] {
    let number = session > 0 ? session : Self.current + session
    let end = stop ?? .max
    return (kept + own).filter { $0.session == number && $0.line >= start && $0.line < end }
  }

  /// The last cells that a pattern of the shell fits, such as `fit*`.
  func search(_ pattern: String, count: Int?, unique: Bool) -> [Entry] {
    var found = (kept + own).filter { fnmatch(pattern, $0.input, 0) == 0 }
    if unique {
      var seen: Set<String> = []
      found = found.reversed().filter { seen.insert($0.input).inserted }.reversed()
    }
    return count.map { found.suffix(max(0, $0)) } ?? found
  }
}

extension Kernel {
  private struct HistoryRequest: Decodable {
    let hist_access_type: String
    let output: Bool?
    let session: Int?
    let start: Int?
    let stop: Int?
    let n: Int?
    let pattern: String?
    let unique: Bool?
  }

  func tellHistory(_ conversation: Conversation) {
    guard let request: HistoryRequest = conversation.request.content() else {
      return conversation.refuse("a history_request says which cells")
    }
    let entries: [KernelHistory.Entry]
    switch request.hist_access_type {
    case "tail": entries = history.tail(request.n ?? 10)
    case "range":
      entries = history.range(session: request.session ?? 0, start: request.start ?? 0, stop: request.stop)
    case "search":
      entries = history.search(
        request.pattern ?? "*", count: request.n, unique: request.unique ?? false)
    default: return conversation.refuse("hist_access_type is tail, range or search")
    }
    let tellsOutput = request.output ?? false
    conversation.reply([
      ("status", { $0.string("ok") }),
      (
        "history",
        { json in
          json.list(entries) { json, entry in
            let input: JSONText.Value = { $0.string(entry.input) }
            let both: JSONText.Value = { json in
              json.list([entry.input, entry.output] as [String?]) { $0.string($1) }
            }
            let parts: [JSONText.Value] = [
              { $0.number(entry.session) }, { $0.number(entry.line) }, tellsOutput ? both : input,
            ]
            json.list(parts) { $1(&$0) }
          }
        }
      ),
    ])
  }
}
