import EtudeCore
import EtudeLanguage

/// A notebook's cells as one script: each is a text of its own, so that messages name the cell.
struct NotebookScript {
  /// It includes the cells one after another.
  let source: SourceText
  /// What was left out, and why.
  let warnings: [Diagnostic]
  private let texts: [String: SourceText]
  /// The prose between the cells, as comments.
  let prose: ProseBetween

  /// - Parameters:
  ///   - name: the file's path.
  ///   - vocabulary: which knows the verbs that give no value.
  init(_ file: NotebookFile, named name: String, _ vocabulary: Vocabulary) {
    let folder = Paths.folder(of: name)
    var texts: [String: SourceText] = [:]
    var warnings: [Diagnostic] = []
    var prose = ProseBetween()
    var waiting: [String] = []
    var lines: [String] = []
    var cells = CodeCells(vocabulary)
    // A notebook that never ran has no numbers: they are those that it would get.
    let ran = file.cells.contains { $0.number != nil }
    var count = 0
    for (index, cell) in file.cells.enumerated() {
      guard cell.kind == .code else {
        waiting.append(Self.comments(cell.source))
        continue
      }
      // Cells are told apart by the numbers in their prompts, where all have one.
      let title = "\(name)[\(cell.number.map(String.init) ?? "cell \(index + 1)")]"
      let cleaned = CleanedCell(cell, title: title)
      warnings += cleaned.warnings
      guard let text = cleaned.text else { continue }
      let place = "[\(index)]"
      count += 1
      let number = ran ? cell.number : count
      cells.add(text, number: number, place: place)
      let source = SourceText(
        name: title, bytes: Array(cells.namingMentions(text, number: number).utf8), folder: folder)
      texts[place] = source
      waiting.forEach { prose.add($0, before: title) }
      waiting = []
      lines.append("include \"\(place)\"\n")
    }
    waiting.forEach { prose.add($0, before: nil) }
    // What later cells mention is bound where it is made.
    for (place, name) in cells.mentioned {
      guard let source = texts[place], let text = CellMentions.binding(name, in: source.text, vocabulary)
      else {
        continue
      }
      texts[place] = SourceText(name: source.name, bytes: Array(text.utf8), folder: folder)
    }
    source = SourceText(name: name, bytes: Array(lines.joined().utf8), folder: folder)
    self.texts = texts
    self.warnings = warnings
    self.prose = prose
  }

  /// Reads what the script or a cell includes.
  func read(_ path: String) throws -> SourceText {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return try texts[name] ?? SourceText.read(path)
  }

  private static func comments(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "# \($0)" }
      .joined(separator: "\n")
  }
}

/// The code cells so far, and which of them others mention.
private struct CodeCells {
  private let vocabulary: Vocabulary
  private var cells: [(number: Int?, place: String, givesValue: Bool)] = []
  /// Names for mentioned cells' values, by the cell's place.
  private(set) var mentioned: [String: String] = [:]

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func add(_ text: String, number: Int?, place: String) {
    cells.append((number, place, CellMentions.binding("value", in: text, vocabulary) != nil))
  }

  /// A cell's text with names for the values that it mentions: `_5` of the cell whose prompt says 5, `_` of the one that
  /// ran before it.
  mutating func namingMentions(_ text: String, number own: Int?) -> String {
    let before = cells.dropLast().filter(\.givesValue)
    var names: [Int?: String] = [:]
    for number in Set(CellMentions.numbers(in: text)) {
      let ran = before.filter { $0.number ?? 0 < own ?? .max }
      let target =
        number.map { wanted in before.last { $0.number == wanted } }
        ?? (own == nil ? before.last : ran.max { $0.number ?? 0 < $1.number ?? 0 } ?? before.last)
      guard let target else { continue }
      let name = "cell_\(target.number.map(String.init) ?? target.place.filter(\.isNumber))_value"
      mentioned[target.place] = name
      names[number] = name
    }
    return CellMentions.named(text) { names[$0] }
  }
}

/// A code cell without what is Jupyter's and no statement: magics, shell lines, session commands, other languages.
private struct CleanedCell {
  /// Nil if nothing of it is a statement. Lines keep their numbers.
  let text: String?
  private(set) var warnings: [Diagnostic] = []

  init(_ cell: NotebookFile.Cell, title: String) {
    let source = SourceText(name: title, text: cell.source)
    let lines = cell.source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    func first(_ line: Substring) -> Character? { line.first { !$0.isWhitespace } }
    func warning(_ line: Int, _ what: String) -> Diagnostic {
      Diagnostic(
        .warning, at: source.span(ofLine: line), what, fix: "write it as a statement, or take it out")
    }
    if let language = cell.language {
      text = nil
      warnings = [warning(0, "this cell is written in \(language) and is left out")]
      return
    }
    if let start = lines.firstIndex(where: { first($0) != nil }),
      lines[start].drop(while: \.isWhitespace).hasPrefix("%%")
    {
      text = nil
      warnings = [warning(start, "this cell is a magic of Jupyter's and is left out")]
      return
    }
    if cell.source.allSatisfy(\.isWhitespace) || HelpRequest(cell.source) != nil {
      text = nil
      return
    }
    var found: [Diagnostic] = []
    let kept = lines.enumerated().map { index, line -> String in
      let what: String
      switch first(line) {
      case "%": what = "this line is a magic of Jupyter's and is left out"
      case "!": what = "this line is for a shell and is left out"
      case ".": what = "this line is a command to the session and is left out"
      default: return String(line)
      }
      found.append(warning(index, what))
      return ""
    }
    warnings = found
    text = kept.joined(separator: "\n")
  }
}
