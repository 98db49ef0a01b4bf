/// The front end in a terminal: reading lines, running cells, showing what they give.
///
/// - `Terminal/` what the terminal is and can do, and the one place that writes to it
/// - `Signals/` Ctrl-C and its relatives, on a thread of their own
/// - `Pictures/` pictures drawn in the terminal: PNG, or by libchafa
/// - `Readline/` cells edited with GNU readline, drawn line by line, and what TAB offers shown
/// - `Commands/` the session commands that need a terminal, a declaration each
/// - `Lessons/` lessons at the prompt, or printed
/// - `Loop/` the loop of cells, and scripts run from the command line
///
/// It may use every room above it but no verb: the vocabulary comes in as a value.
public enum EtudeREPL {}
