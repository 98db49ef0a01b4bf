import EtudeCore
import EtudeLanguage
import Glibc

/// Sound that arrives on standard input: the predefined name `stdin`.
struct StreamValue: ObjectValue {
  static let name = "stdin"

  var kind: Kind { .stream }
  var summary: String { "stream · sound on standard input" }
  func field(_ name: String) throws -> Value { throw Failure("a stream has no field '\(name)'") }

  /// The descriptor to listen to.
  func descriptor() throws -> Int32 {
    guard isatty(0) == 0 else {
      throw Failure.input(
        "standard input is a terminal, not sound", fix: "send sound to it: arecord -f cd | etude -e '…'")
    }
    return 0
  }
}
