import EtudeLanguage
import EtudeSession

/// What `.vars` and `.runs` show.
extension Repl {
  /// The names with their types and values, in columns.
  func showVariables() {
    let variables = session.variables
    if variables.isEmpty { screen.show("no name is bound yet") }
    let widths = (
      name: variables.map(\.name.count).max() ?? 0, type: variables.map(\.type.count).max() ?? 0
    )
    for variable in variables {
      screen.show(
        padded(variable.name, to: widths.name) + "  "
          + screen.outputStyle.text(padded(variable.type, to: widths.type), .faint) + "  " + variable.summary)
    }
  }

  /// The cells that gave a result of judging, with what they gave.
  func showRuns() {
    var found = false
    for cell in session.cells {
      guard case .object(let object)? = cell.value, object.kind.name == "result" else { continue }
      found = true
      screen.show(screen.outputStyle.text("[\(cell.number)] ", .faint) + cell.source)
      screen.show(object.summary)
    }
    if !found { screen.show("no holdout, crossval or evaluate has run yet") }
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
