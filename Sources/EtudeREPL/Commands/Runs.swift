import EtudeCore
import EtudeLanguage
import EtudeSession

extension SessionCommand {
  /// The latest runs of all sessions: number, when, accuracy, statement.
  static let runs = SessionCommand(".runs", "the latest recorded runs; run 3 gives one's result") { repl, _ in
    guard let runs = try repl.session.runs(latest: 20) else {
      throw Failure("no runs are recorded here", fix: "set ETUDE_RUNS to a file, or HOME to a folder")
    }
    if runs.isEmpty { repl.screen.show("no fit, holdout or crossval has run yet") }
    let width = runs.last.map { String($0.number).count } ?? 0
    for run in runs {
      let outcome =
        run.accuracy.map(\.percent) ?? (run.state == .done ? "" : run.state.rawValue)
      let number = String(run.number).padded(toColumns: width)
      let rest = "  \(outcome.padded(toColumns: 11))  \(run.title)"
      // A line a run: what is too long is cut, since `run 3` gives all of it.
      let room = repl.screen.outputColumns.map { $0 - number.columns - 2 - run.when.columns } ?? .max
      repl.screen.show(
        number + "  " + repl.screen.outputStyle.text(run.when, .faint) + rest.cut(toColumns: max(20, room)))
    }
    return .done
  }
}
