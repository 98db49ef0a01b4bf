/// The front end for Jupyter: its messaging protocol, version 5.4, over ZeroMQ.
///
/// - `Wire/` the connection file, signed messages, sockets and the thread that owns them
/// - `Output/` what a cell shows while it runs: text, pictures, tables, sound, progress
/// - `Requests/` what is asked on the shell channel, and the answers
/// - `Installing/` the kernelspec by which Jupyter finds the program
/// - `Kernel` puts them together
///
/// A thread of its own reads and writes all sockets and answers at once on the control channel; the main thread runs cells
/// and answers on the shell channel in order. It may use the session and the language but no verb: the vocabulary comes in
/// as a value.
public enum EtudeKernel {
  /// The version of the messaging protocol.
  package static let protocolVersion = "5.4"
}
