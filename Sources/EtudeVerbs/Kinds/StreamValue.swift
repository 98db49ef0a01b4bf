import EtudeCore
import EtudeLanguage
import Glibc

extension Kind {
  static let stream = Kind("stream")
}

/// Sound that arrives on standard input: the predefined name `stdin`.
struct StreamValue: DeclaredValue {
  static let name = "stdin"

  static let declarations = [
    KindDeclaration(
      .stream, "sound that arrives on standard input: the predefined name stdin", fields: fields)
  ]

  static let fields: [Field<StreamValue>] = []

  var kind: Kind { .stream }
  var summary: String { "stream · sound on standard input" }

  /// The descriptor to listen to.
  func descriptor() throws -> Int32 {
    guard isatty(0) == 0 else {
      throw Failure.input(
        "standard input is a terminal, not sound", fix: "send sound to it: arecord -f cd | etude -e '…'")
    }
    return 0
  }
}
