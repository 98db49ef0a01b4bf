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

/// The files of a folder.
struct Album: PartedValue {
  static let kind = Kind("album")
  let parts: [(name: String, digest: Digest)]
  var kind: Kind { Self.kind }
  var summary: String { "\(parts.count) songs" }
  var count: Int? { parts.count }
  var digest: String? { Digest.build { for part in parts { $0.append(part.digest) } }.description }
  func field(_ name: String) throws -> Value { .text(name) }
  func element(at index: Int) throws -> Value { .text(parts[index].name) }
}

/// Rows and columns.
struct Grid: TabularValue {
  static let kind = Kind("grid")
  var kind: Kind { Self.kind }
  var summary: String { "genre  songs\nblues  10" }
  var shownTable: ShownTable? {
    ShownTable(
      title: "A & B", columns: ["genre", "songs"], rows: [["<b>blues</b> | x", "10"]], numbers: [1],
      notes: ["a note"])
  }
  func field(_ name: String) throws -> Value { .text(name) }
}

/// What can be heard, as long as its file is there.
struct Tune: AudibleValue {
  static let kind = Kind("tune")
  var isLost = false
  var kind: Kind { Self.kind }
  var summary: String { "tune <1>" }
  func field(_ name: String) throws -> Value { .text(name) }
  func excerpt(seconds: Double) throws -> [UInt8] {
    if isLost { throw Failure("the file is gone") }
    return Array("RIFF".utf8)
  }
}

/// What came of a measurement.
struct Score: RunValue, PartialValue {
  static let kind = Kind("score")
  let text: String
  var isPartial = false
  var kind: Kind { Self.kind }
  var summary: String { text }
  var digest: String? { Digest.build { $0.append(text) }.description }
  var runScores: [String: Double] { ["accuracy": 0.5, "nowhere": .nan] }
  func field(_ name: String) throws -> Value { .text(text) }
  var stop: (label: String, value: Value)? { isPartial ? ("stop", .number(3)) : nil }
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
        KindDeclaration(Album.kind, "an album"), KindDeclaration(Sketch.kind, "a sketch"),
        KindDeclaration(Grid.kind, "a grid"),
        KindDeclaration(Tune.kind, "a tune"),
        KindDeclaration(Score.kind, "a score", fields: [("text", .text)]),
      ])
  }

  private static let thing = ValueType.kind(Thing.kind)
  private enum Word: String, CaseIterable {
    case file = "a.txt"
    case top
  }

  private static let kept = TypedOption("kept", .flag, default: false, help: "in a file")
  private static let size = TypedOption("size", .whole(1...100), default: 3, help: "how large")
  private static let things = TypedOperand<[Labelled<Thing>]>(many: "things", .object(Thing.kind))
  private static let word = TypedOption("how", .choice(of: Word.self), default: .top, help: "which word")
  private static let number = TypedOperand("number", .whole(1...1000))
  private static let path = TypedOperand("path", .text)
  private static let value = TypedOperand("value", .anything)
  private static let file = TypedOption(required: "to", .text, help: "file")
  private static let measured = TypedOperand<Thing>("thing", .object(Thing.kind))
  private static let lost = TypedOption("lost", .flag, default: false, help: "its file is gone")
  private static let tune = TypedOperand<Tune>("tune", .object(Tune.kind))
  private static let told = TypedOperand<[Labelled<Value>]>(many: "values", .anything)
  private static let twice = TypedOption(
    "twice", .whole(2...200), from: size, absence: "twice the size", help: "how well"
  ) { 2 * $0 }
  private static let care = TypedOption("with", .whole(0...9), default: 1, help: "how well")

  private static let verbs: [Verb] = [
    Verb(
      "sketch", "draws", section: .keeping,
      options: [kept],
      result: .type(.kind(Sketch.kind))
    ) { .object(Sketch(isInFile: try $0[kept])) },
    Verb("grid", "a table", section: .keeping, result: .type(.kind(Grid.kind)), isShownAgain: true) { _ in
      .object(Grid())
    },
    Verb(
      "tune", "a sound", section: .keeping,
      options: [lost],
      result: .type(.kind(Tune.kind))
    ) { .object(Tune(isLost: try $0[lost])) },
    Verb(
      "play", "plays", section: .keeping, operands: [tune],
      result: .type(.nothing)
    ) { call in
      call.environment.present(try call[tune], as: "")
      return .nothing
    },
    Verb("complain", "warns", section: .keeping, result: .type(.nothing)) { call in
      call.environment.work.warn("too <short>")
      return .nothing
    },
    Verb(
      "tell", "shows things", section: .keeping, operands: [told],
      result: .type(.nothing), isShownAgain: true
    ) { call in
      call.environment.show(try call[told].map { ValueText.of($0.value) }.joined(separator: " "))
      return .nothing
    },
    Verb(
      "make", "makes a thing", section: .data,
      options: [
        size, TypedOption("share", .share(), default: 0.3, help: "how much"),
      ], result: .type(thing)
    ) { .object(Thing(text: "made \(try $0[size]) seed \($0.environment.seed)")) },
    Verb(
      "album", "reads a folder", section: .data, operands: [path], result: .type(.kind(Album.kind))
    ) { call in
      let folder = call.environment.reading(try call[path])
      return .object(
        Album(
          parts: try Folder.names(in: folder).sorted().map {
            ($0, Digest(of: try WholeFile.read("\(folder)/\($0)")))
          }))
    },
    Verb(
      "join", "joins things", section: .data, operands: [things],
      result: .type(thing)
    ) { .object(Thing(text: try $0[things].map(\.value.summary).joined(separator: " + "))) },
    Verb(
      "choose", "makes a thing of a word", section: .data,
      options: [word],
      result: .type(thing)
    ) { .object(Thing(text: try $0[word].rawValue)) },
    Verb(
      "recall", "what was measured", section: .keeping,
      operands: [number], result: .type(.kind(Score.kind)),
      recall: .value(operand: number.name)
    ) { call in
      let run = try call.environment.runs.flatMap { try RunFile($0).run(call[number]) }
      guard let contents = run?.contents else { throw Failure("no such run") }
      return .object(Score(text: String(contents.dropFirst().dropLast())))
    },
    Verb("recalls", "how much was measured", section: .keeping, result: .type(thing), recall: .rows) { call in
      .object(Thing(text: "\(try call.environment.runs.map { try RunFile($0).runs().count } ?? 0) runs"))
    },
    Verb(
      "load", "reads a thing", section: .data, operands: [path], result: .type(thing)
    ) { call in
      let bytes = try WholeFile.read(call.environment.reading(call[path]))
      return .object(Thing(text: String(decoding: bytes, as: UTF8.self)))
    },
    Verb(
      "save", "writes", section: .keeping, operands: [value],
      options: [file], result: .type(.nothing)
    ) { call in
      let path = call.environment.writing(try call[file])
      let value = try call[value]
      if case .object(let object) = value, let session = object as? SessionValue {
        try WholeFile.write(Array(try session.record.script(in: Paths.folder(of: path)).utf8), to: path)
      } else {
        try WholeFile.write(Array(ValueText.of(value).utf8), to: path)
      }
      return .nothing
    },
    Verb(
      "measure", "measures a thing, and is recorded", section: .judging,
      operands: [measured],
      options: [
        care, TypedOption("stop", .whole(1...9), absence: "at its end", help: "where to end"),
        TypedOption("seed", .whole(0...99), absence: "the script's", help: "seed"),
      ], result: .type(.kind(Score.kind)), isRecorded: true
    ) { call in
      let grade = try call[care]
      if grade == 0 { throw Failure("measured without care", fix: "take care") }
      if grade == 9 { throw Failure.interrupted }
      let thing = try call[measured]
      return .object(
        Score(text: "\(thing.text) with \(grade) seed \(call.environment.seed)", isPartial: grade == 8))
    },
    Verb(
      "gauge", "measures a thing with as much care as follows from its size", section: .judging,
      operands: [measured], options: [size, twice], result: .type(.kind(Score.kind)), isRecorded: true
    ) { call in .object(Score(text: "\(try call[measured].text) with \(try call[twice])")) },
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
