import EtudeCore
import EtudeLanguage
import EtudeNetworks
import EtudeSession
import EtudeVerbs
import Foundation
import Testing

/// What `save session` promises of every verb: every default is written out, and what is saved gives the same again.
@Suite("Saved sessions of every verb") struct SavedSessionTests {
  private let folder = NSTemporaryDirectory() + "etude-saved-" + UUID().uuidString

  private func session(_ shown: Lines, in folder: String) -> Session {
    let work = Work(threads: 1, store: ResultStore(folder: self.folder + "/cache"))
    let environment = Environment(
      work: work, readingFolder: folder, writingFolder: self.folder, show: { _ in })
    return Session(vocabulary: .standard, environment: environment, report: { shown.add($0.rendered) })
  }

  /// The names that examples speak of, as small as they can be.
  private static let scene = [
    "songs = demo genres: 2 clips: 6 length: 1s", "clip = songs[0]", "parts = split songs test: 50%",
    "mels = songs | spectrogram", "net = stats | classify", "fitted = fit net mels epochs: 1",
    "cv = crossval net mels folds: 2 epochs: 1", "a = cv", "b = crossval net mels folds: 2 epochs: 2",
    "plan = folds songs count: 2",
  ]

  /// Verbs whose examples play, write, wait for other programs, or take much longer than the rest of all tests.
  private static let left = [
    "play", "save", "export", "plot", "replay", "run", "runs", "rerun", "print", "nested",
  ]

  /// Options that mean something only beside others.
  private static let conditional: Set<String> = ["every", "window", "with", "genre"]

  @Test("What follows from operands and other options is written out")
  func derivedDefaults() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let shown = Lines()
    let session = session(shown, in: folder)
    let lines =
      Self.scene + [
        "slow = fit net mels epochs: 1 lr: 0.02 patience: 3", "row = predict fitted clip every: 500ms",
        "one = predict fitted clip", "judged = evaluate fitted songs",
        "few = recommend clip from: songs with: fitted count: 2",
        "alike = recommend clip from: songs count: 2",
        "idx = index songs with: fitted", "asked = recommend clip from: idx count: 2", "k = filters fitted",
        "u = features fitted songs", "third = fit net mels epochs: 1 lr: 0.003",
        "both = nested net mels folds: 2 inner: 2 epochs: 1 lr: [0.1, 0.01]",
      ]
    for line in lines { #expect(session.execute(line).exitStatus == .done, "\(line): \(shown.all)") }
    let saved = try session.record.script(in: folder).split(separator: "\n").map(String.init)
    for (name, options, absent) in [
      ("mels", ["high: 11025Hz"], []),
      ("fitted", ["keep: \"last\"", "pretrained_lr: 0.001"], ["patience:"]),
      ("slow", ["keep: \"best\"", "pretrained_lr: 0.002", "patience: 3"], []),
      ("third", ["pretrained_lr: 0.0003 "], ["patience:"]),
      ("row", ["window: 1s", "precision: \"fp32\""], []),
      ("one", ["window: 1s", "precision: \"fp32\""], ["every"]),
      ("judged", ["window: 1s", "precision: \"fp32\""], []),
      ("few", ["genre: 50%", "window: 1s", "with: fitted"], []),
      ("alike", ["with: ("], ["genre:", "window:"]), ("asked", [], ["genre:", "with:", "window:"]),
      ("k", ["layer: \"classify\""], []), ("u", ["precision: \"fp32\""], []),
      ("both", ["keep: \"last\""], ["pretrained_lr:"]),
    ] as [(String, [String], [String])] {
      let line = try #require(saved.first { $0.hasPrefix("\(name) = ") }, "\(name)")
      for option in options { #expect(line.contains(" \(option)"), "\(option) in: \(line)") }
      for option in absent { #expect(!line.contains(" \(option)"), "\(option) in: \(line)") }
    }
    let path = folder + "/work.etude"
    try WholeFile.write(saved.map { $0 + "\n" }.joined(), to: path)
    let replay = try Replay.run(path, check: true, vocabulary: .standard, environment: session.environment)
    #expect(replay.difference == nil, "\(replay.summary)")
  }

  /// The digits of a number as it is written, without zeros at either end.
  private static func digits(_ text: some StringProtocol) -> Substring {
    let digits = String(text.prefix { $0 != "e" }.filter(\.isNumber)).drop { $0 == "0" }
    return digits.dropLast(digits.reversed().prefix { $0 == "0" }.count)
  }

  @Test("Defaults are written in few digits, and read back as they are")
  func digitsOfDefaults() throws {
    let fit = try #require(Vocabulary.standard.verbs["fit"])
    let pretrained = try #require(fit.options.first { $0.label == "pretrained_lr" })
    let rates = (1..<1000).flatMap { whole in [1e-7, 1e-5, 1e-4, 1e-3, 1e-2].map { Double(whole) * $0 } }
    for rate in rates.compactMap({ Double(String(format: "%.5g", $0)) }) {
      let value = try #require(pretrained.derived?(["lr": .number(rate)]))
      let text = try #require(ValueText.literal(value))
      #expect(Self.digits(text) == Self.digits("\(rate)"), "\(text), a tenth of \(rate)")
      #expect(Double(text).map { abs($0 * 10 - rate) <= rate * 1e-12 } == true)
    }
    for verb in Vocabulary.standard.verbs.values {
      for option in verb.options {
        guard let value = option.default, let text = ValueText.literal(value), value.type != .text else {
          continue
        }
        for number in text.split(separator: ",") {
          #expect(Self.digits(number).count <= 6, "\(verb.name) \(option.label): \(text)")
        }
        let script = SourceText(name: "default", text: "x = \(text)")
        let session = Interpreter(vocabulary: .standard)
        try session.run(try session.check(script), in: Environment())
        #expect(session.bindings["x"].flatMap { ValueText.literal($0.value) } == text)
      }
    }
  }

  @Test("Each example of each verb: its defaults are in the file, and replaying gives the same digests")
  func everyExample() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let shown = Lines()
    let session = session(shown, in: folder)
    for line in Self.scene { #expect(session.execute(line).exitStatus == .done, "\(shown.all)") }
    var made: [(name: String, verb: Verb)] = []
    for verb in Vocabulary.standard.verbs.values.sorted(by: { $0.name < $1.name })
    where !Self.left.contains(verb.name) {
      for example in verb.examples where !example.contains("mobilenetv2") && !example.contains("demo") {
        let name = "kept\(made.count)"
        let value =
          example.contains(" = ") ? String(example.split(separator: "=", maxSplits: 1)[1]) : " " + example
        if session.execute("\(name) =\(value)").exitStatus == .done { made.append((name, verb)) }
      }
    }
    #expect(made.count > 60, "\(made.map(\.name))")
    let path = folder + "/elsewhere/work.etude"
    try WholeFile.write(try session.record.script(in: Paths.folder(of: path)), to: path)
    let lines = String(decoding: try WholeFile.read(path), as: UTF8.self).split(separator: "\n").map(
      String.init)
    for (name, verb) in made {
      let line = try #require(lines.first { $0.hasPrefix("\(name) = ") })
      // A verb's second example may be a line for another verb.
      guard line.split(separator: " ").contains(where: { $0 == verb.name }) else { continue }
      for option in verb.options
      where (option.default != nil || option.derived != nil) && !option.isMain
        && !Self.conditional.contains(option.label)
      {
        #expect(line.contains(" \(option.label): "), "\(option.label) in: \(line)")
      }
    }
    let replay = try Replay.run(
      path, check: true, vocabulary: .standard, environment: session.environment)
    #expect(replay.difference == nil, "\(replay.summary)")
    #expect(replay.compared > made.count)
    // What is saved and run is saved the same again.
    let again = self.session(shown, in: Paths.folder(of: path))
    #expect(again.runScript(path) == .done)
    let second = try again.record.script(in: Paths.folder(of: path)).split(separator: "\n").map(String.init)
    #expect(second == lines)
  }
}
