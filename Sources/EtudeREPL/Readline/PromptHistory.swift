import CReadline
import EtudeSession

/// The cells that the arrow keys bring back, in readline's list, where its own searches find them too.
///
/// The file is read once keys are waited for, not before the first prompt stands.
final class PromptHistory {
  /// The file, as long as it was when the session began, until it has been read.
  private var unread: (file: HistoryFile, bytes: Int)?
  /// Cells of this session that came before the file was read.
  private var early: [String] = []
  private var last: String?
  private var walk: Walk?

  /// Where the arrows are among the cells that begin as the text did from which they went.
  private struct Walk {
    var place: Int
    let beginning: String
    let typed: String
    var shown: String
  }

  init(_ file: HistoryFile?) {
    unread = file.map { ($0, $0.byteCount) }
    using_history()
  }

  var isRead: Bool { unread == nil }

  /// Reads the file, if that was not done yet.
  func read() {
    guard let (file, bytes) = unread else { return }
    unread = nil
    for cell in file.load(upTo: bytes) { add(cell) }
    for cell in early { add(cell) }
    early = []
  }

  /// Adds a cell, once if it is the last one again.
  func remember(_ cell: String) {
    if isRead { add(cell) } else { early.append(cell) }
  }

  private func add(_ cell: String) {
    guard cell != last else { return }
    add_history(cell)
    last = cell
  }

  /// Forgets where the arrows were: another cell is edited.
  func leave() {
    walk = nil
    using_history()
  }

  /// The cell before (-1) or after (1) the one that stands there among those that begin with what stood before the cursor,
  /// and where the cursor goes; nil if there is none.
  func step(_ step: Int, from text: String, before: String) -> (text: String, cursor: Int)? {
    read()
    let count = ReadlineState.historyCount
    var walk =
      walk.flatMap { $0.shown == text ? $0 : nil }
      ?? Walk(place: count, beginning: before, typed: text, shown: text)
    var place = walk.place + step
    while place >= 0, place < count {
      let cell = ReadlineState.historyLine(at: place)
      if cell.hasPrefix(walk.beginning), cell != text {
        walk.place = place
        return show(cell, step, &walk)
      }
      place += step
    }
    guard step > 0, walk.place < count else { return nil }
    walk.place = count
    return show(walk.typed, step, &walk)
  }

  /// Going up, the cursor stays in the first line, so that the next step goes further up.
  private func show(_ cell: String, _ step: Int, _ walk: inout Walk) -> (String, Int) {
    walk.shown = cell
    self.walk = walk
    if !walk.beginning.isEmpty && step < 0 { return (cell, walk.beginning.utf8.count) }
    let end = step < 0 ? cell.utf8.firstIndex(of: 10) ?? cell.utf8.endIndex : cell.utf8.endIndex
    return (cell, cell.utf8.distance(from: cell.utf8.startIndex, to: end))
  }
}
