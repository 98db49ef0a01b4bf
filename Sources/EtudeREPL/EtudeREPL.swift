/// The front end in a terminal: reading lines, running cells, showing what they give.
///
/// - `Terminal/` what the terminal is and can do, and the one place that writes to it
/// - `Signals/` Ctrl-C and its relatives, on a thread of their own
/// - `Progress/` the bar: stages, remaining time, its text
/// - `Pictures/` pictures drawn in the terminal by libchafa
/// - `Readline/` GNU readline, its history file and completion
/// - `Loop/` the loop of cells, the session commands, and scripts run from the command line
///
/// It may use every room above it but no verb: the vocabulary comes in as a value.
public enum EtudeREPL {}
