import EtudeCore
import EtudeLanguage
import EtudeSession

extension SessionCommand {
  /// The names with their types and values, in columns.
  static let variables = SessionCommand(
    ".vars", "the names bound so far, and which were made from values that have changed"
  ) { repl, _ in
    let variables = repl.session.variables
    let stale = Dictionary(uniqueKeysWithValues: repl.session.staleNames.map { ($0.name, $0) })
    if variables.isEmpty { repl.screen.show("no name is bound yet") }
    let widths = (
      name: variables.map(\.name.columns).max() ?? 0, type: variables.map(\.type.columns).max() ?? 0
    )
    let style = repl.screen.outputStyle
    for variable in variables {
      let changed = stale[variable.name].map { "  stale: " + $0.changed.joined(separator: ", ") + " changed" }
      repl.screen.show(
        variable.name.padded(toColumns: widths.name) + "  "
          + style.text(variable.type.padded(toColumns: widths.type), .faint) + "  " + variable.summary
          + style.text(changed ?? "", .faint))
    }
    if !stale.isEmpty { repl.screen.show(style.text(".refresh makes stale values again", .faint)) }
    return .done
  }
}
