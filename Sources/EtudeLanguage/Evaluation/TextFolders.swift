/// Where the relative paths in texts start: in the folder of the file in which a text is written, however far it is handed on.
///
/// A text of the statement's own file is not kept here: its paths start in `environment.readingFolder`.
extension Evaluator {
  /// Keeps the folder of the texts in a value that another statement made.
  func note(textsIn value: Value, writtenIn folder: String) {
    if folder == environment.readingFolder, environment.textFolders.isEmpty { return }
    switch value {
    case .text(let text): note(text, writtenIn: folder)
    case .list(let list): for item in list.values { note(textsIn: item, writtenIn: folder) }
    default: break
    }
  }

  /// Keeps the folder of a text that is put together: that of its beginning.
  func note(_ text: String, of parts: [Expression.TextPart]) {
    guard !environment.textFolders.isEmpty else { return }
    var folder = environment.readingFolder
    if case .value(let first, _)? = parts.first, case .name(let name) = first.ungrouped.kind,
      program.facts.variables.contains(first.ungrouped.id),
      case .text(let start)? = interpreter.bindings[name]?.value
    {
      folder = environment.textFolders[start] ?? folder
    }
    note(text, writtenIn: folder)
  }

  /// The folder of the texts in a value that this statement made or handed on.
  func folder(ofTextsIn value: Value) -> String {
    let known = environment.textFolders
    func folder(_ value: Value) -> String? {
      switch value {
      case .text(let text): known[text]
      case .list(let list): list.values.lazy.compactMap(folder).first
      default: nil
      }
    }
    return (known.isEmpty ? nil : folder(value)) ?? environment.readingFolder
  }

  private func note(_ text: String, writtenIn folder: String) {
    environment.textFolders[text] = folder == environment.readingFolder ? nil : folder
  }
}
