import EtudeCore
import EtudeLanguage
import EtudeSession
import Glibc

/// A thing with a digest that depends on the seed.
struct Tone: ObjectValue {
  static let kind = Kind("tone")
  let text: String
  var kind: Kind { Self.kind }
  var summary: String { text }
  var digest: String? { Digest.build { $0.append(text) }.description }
  func field(_ name: String) throws -> Value { .text(text) }
}

/// A thing that is heard.
struct Song: AudibleValue {
  static let kind = Kind("song")
  var kind: Kind { Self.kind }
  var summary: String { "song <b>one</b>" }
  func field(_ name: String) throws -> Value { .nothing }
  func excerpt(seconds: Double) throws -> [UInt8] { Array("RIFF".utf8) }
}

/// Rows and columns, as people name them.
struct Names: TabularValue {
  static let kind = Kind("names")
  var kind: Kind { Self.kind }
  var summary: String { "genre\n<script>" }
  var shownTable: ShownTable? { ShownTable(columns: ["genre"], rows: [["<script>"]]) }
  func field(_ name: String) throws -> Value { .nothing }
}

/// A picture.
struct Sketch: PictureBytes {
  static let kind = Kind("sketch")
  var kind: Kind { Self.kind }
  var summary: String { "a sketch" }
  func field(_ name: String) throws -> Value { .nothing }
  func png() throws -> [UInt8] { [0x89, 0x50, 0x4E, 0x47] }
}

/// A vocabulary for speaking with a kernel.
enum Tones {
  private static let size = TypedOption("size", .whole(1...100), default: 3, help: "how large")
  private static let values = TypedOperand<[Labelled<Value>]>(many: "values", .anything)
  private static let tone = TypedOperand<Tone>("tone", .object(Tone.kind))

  static let vocabulary = Vocabulary(
    verbs: [
      Verb(
        "tone", "makes a tone", section: .data,
        options: [size],
        result: .type(.kind(Tone.kind))
      ) { .object(Tone(text: "tone \(try $0[size]) of seed \($0.environment.seed)")) },
      Verb("song", "makes a song", section: .data, result: .type(.kind(Song.kind))) { _ in .object(Song()) },
      Verb("names", "lists names", section: .data, result: .type(.kind(Names.kind))) { _ in .object(Names())
      },
      Verb("sketch", "draws", section: .keeping, result: .type(.kind(Sketch.kind))) { _ in .object(Sketch())
      },
      Verb(
        "print", "writes", section: .keeping, operands: [values],
        result: .type(.nothing)
      ) { call in
        call.environment.show(try call[values].map { ValueText.of($0.value) }.joined(separator: " "))
        return .nothing
      },
      Verb(
        "digest", "writes the digest of a tone", section: .keeping,
        operands: [tone], result: .type(.nothing)
      ) { call in
        call.environment.show(try call[tone].digest ?? "")
        return .nothing
      },
      Verb("warn", "warns", section: .keeping, result: .type(.nothing)) { call in
        call.environment.work.warn("mind the gap")
        return .nothing
      },
      Verb("fail", "fails", section: .keeping, result: .type(.nothing)) { _ in
        throw Failure("it failed", fix: "do not")
      },
      Verb("wait", "waits until it is told to stop", section: .keeping, result: .type(.nothing)) { call in
        call.environment.show("waiting")
        for round in 0..<2000 {
          call.environment.work.progress("wait <i>", round, of: 2000)
          try call.environment.work.checkCancelled()
          usleep(10_000)
        }
        return .nothing
      },
    ],
    kinds: [
      KindDeclaration(Tone.kind, "a tone", fields: [("text", .text)]), KindDeclaration(Song.kind, "a song"),
      KindDeclaration(Names.kind, "names"), KindDeclaration(Sketch.kind, "a sketch"),
    ])
}
