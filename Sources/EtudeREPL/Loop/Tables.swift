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
      name: variables.map(\.name.count).max() ?? 0, type: variables.map(\.type.count).max() ?? 0
    )
    for variable in variables {
      screen.show(
        padded(variable.name, to: widths.name) + "  "
          + screen.outputStyle.text(padded(variable.type, to: widths.type), .faint) + "  " + variable.summary)
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
        run.accuracy.map(Repl.percent) ?? (run.state == .done ? "" : run.state.rawValue)
      let columns = [
        padded(String(run.number), to: width), screen.outputStyle.text(run.when, .faint),
        padded(outcome, to: 11), run.title,
      ]
      screen.show(columns.joined(separator: "  "))
    }
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
