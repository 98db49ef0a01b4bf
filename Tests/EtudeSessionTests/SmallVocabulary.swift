import EtudeCore
import EtudeLanguage
import EtudeSession
import Glibc
import Synchronization

/// A thing with a digest.
struct Thing: ObjectValue {
  static let kind = Kind("thing")
  let text: String
  var kind: Kind { Self.kind }
  var summary: String { text }
  var digest: String? { Digest.build { $0.append(text) }.description }
  func field(_ name: String) throws -> Value { .text(text) }
}

/// What came of a measurement.
struct Score: RunValue {
  static let kind = Kind("score")
  let text: String
  var isPartial = false
  var kind: Kind { Self.kind }
  var summary: String { text }
  var digest: String? { Digest.build { $0.append(text) }.description }
  var runScores: [String: Double] { ["accuracy": 0.5, "nowhere": .nan] }
  func field(_ name: String) throws -> Value { .text(text) }
  func runContents() throws -> String { "\"\(text)\"" }
}

/// A picture, in a file or not.
struct Sketch: PictureBytes {
  static let kind = Kind("sketch")
  var isInFile = false
  var kind: Kind { Self.kind }
  var summary: String { "a sketch" }
  func field(_ name: String) throws -> Value { .text(name) }
  func png() throws -> [UInt8] { [0x89, 0x50, 0x4E, 0x47, 1] }
}

enum SmallVocabulary {
  /// Verbs that make, join, read and write things.
  static func make() -> Vocabulary {
    Vocabulary(
      verbs: verbs,
      kinds: [
        KindDeclaration(Thing.kind, "a thing", fields: [("text", .text)]),
        KindDeclaration(Sketch.kind, "a sketch"),
        KindDeclaration(Score.kind, "a score", fields: [("text", .text)]),
      ])
  }

  private static let thing = ValueType.kind(Thing.kind)
  private static let verbs: [Verb] = [
    Verb(
      "sketch", "draws", section: .keeping,
      options: [Option("kept", [.flag], standard: .flag(false), help: "in a file")],
      result: .type(.kind(Sketch.kind))
    ) { .object(Sketch(isInFile: $0.flag("kept"))) },
    Verb(
      "make", "makes a thing", section: .data,
      options: [
        Option("size", [.integer(1...100)], standard: .number(3), help: "how large"),
        Option(
          "share", [.share(0...1)], standard: .quantity(Quantity(written: 30, .percent)), help: "how much"),
      ], result: .type(thing)
    ) { .object(Thing(text: "made \($0.integer("size") ?? 0) seed \($0.environment.seed)")) },
    Verb(
      "join", "joins things", section: .data, operands: [Operand("things", [.kind(Thing.kind)], .many)],
      result: .type(thing)
    ) { .object(Thing(text: $0.list("things")?.values.map(ValueText.of).joined(separator: " + ") ?? "")) },
    Verb(
      "choose", "makes a thing of a word", section: .data,
      options: [Option("how", [.choice(["a.txt", "top"])], standard: .text("top"), help: "which word")],
      result: .type(thing)
    ) { .object(Thing(text: $0.text("how") ?? "")) },
    Verb(
      "recall", "what was measured", section: .keeping,
      operands: [Operand("number", [.integer(1...1000)])], result: .type(.kind(Score.kind)),
      recall: .value(operand: "number")
    ) { call in
      let run = try call.environment.runs.flatMap { try RunFile($0).run(call.integer("number") ?? 0) }
      guard let contents = run?.contents else { throw Failure("no such run") }
      return .object(Score(text: String(contents.dropFirst().dropLast())))
    },
    Verb("recalls", "how much was measured", section: .keeping, result: .type(thing), recall: .rows) { call in
      .object(Thing(text: "\(try call.environment.runs.map { try RunFile($0).runs().count } ?? 0) runs"))
    },
    Verb(
      "load", "reads a thing", section: .data, operands: [Operand("path", [.text])], result: .type(thing)
    ) { call in
      let bytes = try WholeFile.read(call.environment.reading(call.text("path") ?? ""))
      return .object(Thing(text: String(decoding: bytes, as: UTF8.self)))
    },
    Verb(
      "save", "writes", section: .keeping, operands: [Operand("value", [.anything])],
      options: [Option("to", [.text], isRequired: true, help: "file")], result: .type(.nothing)
    ) { call in
      let path = call.environment.writing(call.text("to") ?? "")
      if case .object(let object)? = call.operands["value"], let session = object as? SessionValue {
        try WholeFile.write(Array(try session.record.script(in: Paths.folder(of: path)).utf8), to: path)
      } else if let value = call.operands["value"] {
        try WholeFile.write(Array(ValueText.of(value).utf8), to: path)
      }
      return .nothing
    },
    Verb(
      "measure", "measures a thing, and is recorded", section: .judging,
      operands: [Operand("thing", [.kind(Thing.kind)])],
      options: [
        Option("with", [.integer(0...9)], standard: .number(1), help: "how well"),
        Option("seed", [.integer(0...99)], absence: "the script's", help: "seed"),
      ], result: .type(.kind(Score.kind)), isRecorded: true
    ) { call in
      let care = call.integer("with") ?? 0
      if care == 0 { throw Failure("measured without care", fix: "take care") }
      if care == 9 { throw Failure.interrupted }
      let thing: Thing = try call.object("thing")
      return .object(
        Score(text: "\(thing.text) with \(care) seed \(call.environment.seed)", isPartial: care == 8))
    },
    Verb("wait", "is asked to stop, and gives what it has", section: .data, result: .type(thing)) { call in
      call.environment.work.cancellation.request()
      return .object(Thing(text: "interrupted"))
    },
  ]
}

/// What a session shows and reports.
final class Seen: Sendable {
  private let lines = Mutex<[String]>([])
  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }

  static func session(
    seed: UInt64? = nil, readingFolder: String = ".", writingFolder: String = ".", runs: String? = nil
  ) -> (Session, Seen) {
    let seen = Seen()
    let work = Work { event in if case .warning(let text) = event { seen.add("warning: " + text) } }
    let environment = Environment(
      work: work, readingFolder: readingFolder, writingFolder: writingFolder, runs: runs, show: seen.add)
    return (
      Session(vocabulary: SmallVocabulary.make(), environment: environment, seed: seed) {
        seen.add($0.rendered)
      }, seen
    )
  }
}

/// A folder of its own for a test.
func temporaryFolder() throws -> String {
  let path = "/tmp/etude-session-tests-\(getpid())-\(UInt64.random(in: 0 ... .max))"
  try WholeFile.write([UInt8](), to: path + "/.keep")
  return path
}
