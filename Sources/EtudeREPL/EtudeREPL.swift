/// The front end in a terminal: reading lines, running cells, showing what they give.
///
/// - `Terminal/` what the terminal is and can do, and the one place that writes to it
/// - `Signals/` Ctrl-C and its relatives, on a thread of their own
/// - `Pictures/` pictures drawn in the terminal by libchafa
/// - `Readline/` GNU readline, its history file and completion
/// - `Commands/` the session commands, a declaration each
/// - `Loop/` the loop of cells, and scripts run from the command line
///
/// It may use every room above it but no verb: the vocabulary comes in as a value.
public enum EtudeREPL {}
