import EtudeCore
import EtudeSession

/// What TAB offers, in a window: a line each where there is something to say of each, else side by side.
package enum OfferList {
  /// The lines, at most as many as leave the cell in view.
  package static func lines(_ candidates: [Offers.Candidate], size: Terminal.Size) -> [String] {
    let most = max(4, size.rows - 6)
    let hasNotes = candidates.contains { !$0.note.isEmpty }
    let shown = hasNotes ? candidates.prefix(most) : candidates.prefix(most * 20)
    var lines: [String]
    if hasNotes {
      let names = shown.map { $0.shown.onOneLine }
      let width = min(names.map(\.columns).max() ?? 0, size.columns / 2)
      lines = zip(names, shown).map { name, candidate in
        (candidate.note.isEmpty ? name : name.padded(toColumns: width + 2) + candidate.note)
          .cut(toColumns: size.columns - 1)
      }
    } else {
      lines = shown.map { $0.shown.onOneLine }.inColumns(width: size.columns - 1)
        .map { $0.cut(toColumns: size.columns - 1) }
    }
    var hidden = candidates.count - shown.count
    if lines.count > most {
      // Columns are filled downwards, so a row's names are not neighbours: fewer names make fewer rows.
      let across = max(1, shown.count / lines.count)
      let kept = shown.prefix(most * across)
      lines = kept.map { $0.shown.onOneLine }.inColumns(width: size.columns - 1)
      hidden = candidates.count - kept.count
    }
    return hidden > 0 ? lines + ["… and \(hidden) more"] : lines
  }
}
