import EtudeCore
import EtudeLanguage

/// A script ready to be checked: a text, and the way to what it includes. A notebook is one too.
struct ScriptText {
  let source: SourceText
  let read: (String) throws -> SourceText
  /// What to tell before anything is checked.
  var warnings: [Diagnostic] = []
  /// A notebook's prose.
  var prose = ProseBetween()

  init(_ source: SourceText) {
    self.source = source
    read = SourceText.read
  }

  private init(_ notebook: NotebookScript) {
    source = notebook.source
    read = notebook.read
    warnings = notebook.warnings
    prose = notebook.prose
  }

  /// Reads a file. Throws a `Failure` that says why it cannot be read.
  init(reading path: String, _ vocabulary: Vocabulary) throws {
    if NotebookFile.isNotebook(path) {
      let file = try NotebookFile(WholeFile.read(path), named: path)
      self.init(NotebookScript(file, named: path, vocabulary))
    } else {
      self.init(try SourceText.read(path))
    }
  }
}

/// Prose that stands between texts: each is taken once, before the text that it stands before.
struct ProseBetween {
  private var waiting: [(before: String?, text: String)] = []

  mutating func add(_ text: String, before source: String?) { waiting.append((source, text)) }

  /// What stands before a text, and all before that.
  mutating func take(before source: SourceText) -> [String] {
    guard let last = waiting.lastIndex(where: { $0.before == source.name }) else { return [] }
    defer { waiting.removeFirst(last + 1) }
    return waiting[...last].map(\.text)
  }

  mutating func takeRest() -> [String] {
    defer { waiting = [] }
    return waiting.map(\.text)
  }
}
