/// Cells, values and the statement that made each; scripts run from files; saving, replay and export.
///
/// - `Session` runs cells and scripts, and tells front ends what there is: the prompt's number, names, history,
///   completions.
/// - `Record/` what a session can be saved from: a value that no later cell changes.
/// - `Runs/` the record of runs: what was trained and judged, in every session, and running it again.
/// - `Saving/` the shortest script that makes the live values again, and its replay.
/// - `Export/` the session as a notebook, a page, a text.
/// - `Commands/` session commands, a declaration each, for every front end.
/// - `Time/` the clock that times, and the time of day.
/// - `Progress/`, `Completion/`, `History/` what the front ends share: stages and the text of their bar, what may stand at a
///   cursor, the cells of earlier sessions.
///
/// It may use EtudeCore and EtudeLanguage, and GRDB for the record of runs. It knows no verb and no terminal.
public enum EtudeSession {}
