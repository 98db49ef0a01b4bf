import EtudeCore
import EtudeLanguage

extension SessionCommand {
  /// The latest runs of all sessions: number, when, accuracy, statement.
  static let runs = SessionCommand(".runs", "the latest recorded runs; run 3 gives one's result") { host, _ in
    guard let runs = try host.session.runs(latest: 20) else {
      throw Failure("no runs are recorded here", fix: "set ETUDE_RUNS to a file, or HOME to a folder")
    }
    if runs.isEmpty { host.show("no fit, holdout or crossval has run yet") }
    let width = runs.last.map { String($0.number).count } ?? 0
    for run in runs {
      let outcome =
        run.accuracy.map(\.percent) ?? (run.state == .done ? "" : run.state.rawValue)
      let number = String(run.number).padded(toColumns: width)
      let rest = "  \(outcome.padded(toColumns: 11))  \(run.title)"
      // A line a run: what is too long is cut, since `run 3` gives all of it.
      let room = host.columns.map { $0 - number.columns - 2 - run.when.columns } ?? .max
      host.show(
        number + "  " + host.faint(run.when) + rest.cut(toColumns: max(20, room)))
    }
    return .done
  }
}
