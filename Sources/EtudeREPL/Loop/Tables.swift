import EtudeCore
import EtudeLanguage
import EtudeSession

/// What `.vars` and `.runs` show.
extension Repl {
  /// The names with their types and values, in columns.
  func showVariables() {
    let variables = session.variables
    if variables.isEmpty { screen.show("no name is bound yet") }
    let widths = (
      name: variables.map(\.name.columns).max() ?? 0, type: variables.map(\.type.columns).max() ?? 0
    )
    for variable in variables {
      screen.show(
        variable.name.padded(toColumns: widths.name) + "  "
          + screen.outputStyle.text(variable.type.padded(toColumns: widths.type), .faint) + "  "
          + variable.summary)
    }
  }

  /// The latest runs of all sessions: number, when, accuracy, statement.
  func showRuns() throws {
    guard let runs = try session.runs(latest: 20) else {
      throw Failure("no runs are recorded here", fix: "set ETUDE_RUNS to a file, or HOME to a folder")
    }
    if runs.isEmpty { screen.show("no fit, holdout or crossval has run yet") }
    let width = runs.last.map { String($0.number).count } ?? 0
    for run in runs {
      let outcome =
        run.accuracy.map(\.percent) ?? (run.state == .done ? "" : run.state.rawValue)
      let number = String(run.number).padded(toColumns: width)
      let rest = "  \(outcome.padded(toColumns: 11))  \(run.title)"
      // A line a run: what is too long is cut, since `run 3` gives all of it.
      let room = screen.outputColumns.map { $0 - number.columns - 2 - run.when.columns } ?? .max
      screen.show(
        number + "  " + screen.outputStyle.text(run.when, .faint) + rest.cut(toColumns: max(20, room)))
    }
  }
}
