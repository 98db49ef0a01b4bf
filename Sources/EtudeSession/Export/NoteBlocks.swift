import EtudeLanguage

extension ShownTable {
  /// The notes below it; lines one after another that stand in columns are one text, whose spaces matter.
  var noteBlocks: [(text: String, isAligned: Bool)] {
    var blocks: [(text: String, isAligned: Bool)] = []
    for note in notes {
      let isAligned = note.contains("  ")
      if isAligned, let last = blocks.last, last.isAligned {
        blocks[blocks.count - 1].text += "\n" + note
      } else {
        blocks.append((note, isAligned))
      }
    }
    return blocks
  }
}
