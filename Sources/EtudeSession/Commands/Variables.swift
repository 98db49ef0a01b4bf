import EtudeCore
import EtudeLanguage

extension SessionCommand {
  /// The names with their types and values, in columns.
  static let variables = SessionCommand(
    ".vars", "the names bound so far, and which were made from values that have changed"
  ) { host, _ in
    let variables = host.session.variables
    let stale = Dictionary(uniqueKeysWithValues: host.session.staleNames.map { ($0.name, $0) })
    if variables.isEmpty { host.show("no name is bound yet") }
    let widths = (
      name: variables.map(\.name.columns).max() ?? 0, type: variables.map(\.type.columns).max() ?? 0
    )
    for variable in variables {
      let changed = stale[variable.name].map { "  stale: " + $0.changed.joined(separator: ", ") + " changed" }
      host.show(
        variable.name.padded(toColumns: widths.name) + "  "
          + host.faint(variable.type.padded(toColumns: widths.type)) + "  " + variable.summary
          + host.faint(changed ?? ""))
    }
    if !stale.isEmpty { host.show(host.faint(".refresh makes stale values again")) }
    return .done
  }
}
