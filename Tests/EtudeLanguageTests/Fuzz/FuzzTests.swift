import EtudeCore
import EtudeLanguage
import Foundation
import Testing

/// Texts that nobody would write: soups of tokens, scripts with some tokens changed, programs drawn from the grammar.
/// `ETUDE_FUZZ` says how many of each, and `ETUDE_FUZZ_SEED` which; a failure names the text.
@Suite struct FuzzTests {
  static let count = ProcessInfo.processInfo.environment["ETUDE_FUZZ"].flatMap { Int($0) } ?? 2000

  /// Told from the environment, so that each run of a script may try others.
  private static let seed = ProcessInfo.processInfo.environment["ETUDE_FUZZ_SEED"].flatMap { UInt64($0) } ?? 0

  /// How texts ended.
  private enum End { case wrong, failed, done }

  private static let tokens = [
    "x", "y", "xs", "songs", "net", "gru", "demo", "print", "freeze", "fit", "crossval", "split", "dropout",
    "load",
    "units:", "lr:", "to:", "folds:", "a:", "1", "0", "-1", "64", "2.5", "1e400", "30%", "3s", "440Hz",
    "9007199254740993",
    "\"a\"", "\"{x}\"", "'b'", "\"{xs.count}\"", "\"a.wav\"", "yes", "no", "param", "seed", "include", "for",
    "in", "if", "else", "and", "or", "not", "..", "1..3", "where", "value", "\"{1 + x:2}\"", "\"{\"", "(",
    ")",
    "[", "]", "{", "}", ",", ";", "|", ".", "=", "+", "-", "*", "/", "<", "==", "!=", "\n", "\n", "\r\n", "#",
    "_", "_1",
    "音", "\u{A0}", "\u{200B}", "“", "–", "%", "§", "\"", "\\",
  ]

  /// What may go wrong only while a text runs.
  private static let whileRunning = [
    "division by zero", "there is no element", "is not a position", "is called", "has no value",
    "cannot open",
    "was expected", "a range has whole numbers", "for one element and", "does not hold",
    "would hold more than",
  ]

  /// What may go wrong there with a value that is computed; one that is written is checked before.
  private static let whileComputing = ["takes a whole number, not", "cannot be"]

  private func mayFailRunning(_ failure: LocatedFailure) -> Bool {
    let cause = failure.failure.cause
    if Self.whileRunning.contains(where: cause.contains) { return true }
    let text = failure.diagnostic.span?.text ?? ""
    let isWritten =
      Double(text) != nil || (text.hasPrefix("\"") || text.hasPrefix("'")) && !text.contains("{")
    return !isWritten && Self.whileComputing.contains(where: cause.contains)
  }

  private func soup(_ random: inout RandomStream) -> String {
    (0..<1 + random.below(40)).map { _ in
      Self.tokens[random.below(Self.tokens.count)] + (random.below(4) == 0 ? "" : " ")
    }.joined()
  }

  private func mutated(_ script: String, _ random: inout RandomStream) -> String {
    var words = script.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for _ in 0...random.below(4) where !words.isEmpty {
      let place = random.below(words.count)
      switch random.below(4) {
      case 0: words[place] = Self.tokens[random.below(Self.tokens.count)]
      case 1: words.insert(Self.tokens[random.below(Self.tokens.count)], at: place)
      case 2: words.remove(at: place)
      default: words.swapAt(place, random.below(words.count))
      }
    }
    return words.joined(separator: " ")
  }

  /// Checks and runs a text; whatever it is, that takes no second and ends as it may.
  @discardableResult
  private func tries(_ text: String) -> End {
    let clock = ThreadClock.ofThisThread
    let start = clock.seconds()
    defer { #expect(clock.seconds() - start < 1, "\(text)") }
    let source = SourceText(name: "fuzz", text: text)
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    do {
      let program = try interpreter.check(source) { _ in throw Failure.input("no file") }
      check(program.warnings, text)
      try interpreter.run(program, in: Environment())
      return .done
    } catch let list as DiagnosticList {
      #expect(list.diagnostics.contains { $0.severity == .error && $0.span != nil }, "\(text)")
      #expect([.wrongCommandLine, .staticError, .missingInput].contains(list.exitStatus), "\(text)")
      check(list.diagnostics, text)
      return .wrong
    } catch let failure as LocatedFailure {
      let cause = failure.failure.cause
      #expect(mayFailRunning(failure), "\(cause): \(text)")
      #expect([.failed, .missingInput].contains(failure.exitStatus), "\(text)")
      check([failure.diagnostic], text)
      return .failed
    } catch {
      Issue.record("\(error): \(text)")
      return .failed
    }
  }

  /// Places lie in the text, in order; what is shown is bounded.
  private func check(_ diagnostics: [Diagnostic], _ text: String) {
    let ranges = diagnostics.compactMap(\.span?.range)
    #expect(ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= text.utf8.count }, "\(text)")
    let bytes = Array(text.utf8)
    func isWhole(_ offset: Int) -> Bool { offset >= bytes.count || bytes[offset] & 0xC0 != 0x80 }
    #expect(ranges.allSatisfy { isWhole($0.lowerBound) && isWhole($0.upperBound) }, "\(text)")
    #expect(ranges.map(\.lowerBound) == ranges.map(\.lowerBound).sorted(), "\(text)")
    #expect(diagnostics.allSatisfy { $0.rendered.utf8.count < 3000 && !$0.cause.isEmpty }, "\(text)")
  }

  @Test func soups() {
    var random = RandomStream(seed: 11 + Self.seed, purpose: "soup")
    for _ in 0..<Self.count { tries(soup(&random)) }
  }

  @Test func mutatedScripts() throws {
    let scripts = try ScriptTests.scripts.map {
      String(decoding: try WholeFile.read("\(ScriptTests.folder)/\($0)"), as: UTF8.self)
    }
    var random = RandomStream(seed: 12 + Self.seed, purpose: "mutated scripts")
    for _ in 0..<Self.count {
      let lines = scripts[random.below(scripts.count)].split(separator: "\n")
      let start = random.below(lines.count)
      tries(mutated(lines[start..<min(lines.count, start + 8)].joined(separator: "\n"), &random))
    }
  }

  /// Most of them are right: what they are tried for is what happens while they run.
  @Test func programs() {
    var generator = ProgramGenerator(seed: 13 + Self.seed)
    var ends: [End: Int] = [:]
    for _ in 0..<Self.count { ends[tries(generator.program()), default: 0] += 1 }
    let counts = [End.done, .failed, .wrong].map { ends[$0] ?? 0 }
    #expect(counts[0] > Self.count / 5 && counts[1] > 0 && counts[2] > 0, "\(counts)")
    if Self.count > 10_000 {
      print("programs: \(counts[0]) ran to their end, \(counts[1]) failed, \(counts[2]) had static errors")
    }
  }
}
