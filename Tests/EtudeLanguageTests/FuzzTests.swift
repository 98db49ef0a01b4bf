import EtudeCore
import EtudeLanguage
import Foundation
import Testing

/// Texts that nobody would write: soups of tokens, and scripts with some tokens changed. `ETUDE_FUZZ` says how many of
/// each; a failure names the text.
@Suite struct FuzzTests {
  static let count = ProcessInfo.processInfo.environment["ETUDE_FUZZ"].flatMap { Int($0) } ?? 2000

  private static let tokens = [
    "x", "y", "xs", "songs", "net", "gru", "demo", "print", "freeze", "fit", "crossval", "split", "dropout",
    "load",
    "units:", "lr:", "to:", "folds:", "a:", "1", "0", "-1", "64", "2.5", "1e400", "30%", "3s", "440Hz",
    "9007199254740993",
    "\"a\"", "\"{x}\"", "'b'", "\"{xs.count}\"", "\"a.wav\"", "yes", "no", "param", "seed", "include", "for",
    "in", "(", ")",
    "[", "]", "{", "}", ",", ";", "|", ".", "=", "+", "-", "*", "/", "<", "==", "!=", "\n", "\n", "\r\n", "#",
    "_", "_1",
    "音", "\u{A0}", "\u{200B}", "“", "–", "%", "§", "\"", "\\",
  ]

  /// What may go wrong only while a text runs.
  private static let whileRunning = [
    "division by zero", "there is no element", "is not a position", "is called", "has no value",
    "cannot open",
    "was expected",
  ]

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

  private func tries(_ text: String) {
    let source = SourceText(name: "fuzz", text: text)
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    let start = ContinuousClock.now
    do {
      let program = try interpreter.check(source) { _ in throw Failure.input("no file") }
      check(program.warnings, text)
      try interpreter.run(program, in: Environment())
    } catch let list as DiagnosticList {
      #expect(list.diagnostics.contains { $0.severity == .error && $0.span != nil }, "\(text)")
      #expect([64, 65, 66].contains(list.exitCode), "\(text)")
      check(list.diagnostics, text)
    } catch let failure as LocatedFailure {
      let cause = failure.failure.cause
      #expect(Self.whileRunning.contains { cause.contains($0) }, "\(cause): \(text)")
      check([failure.diagnostic], text)
    } catch {
      Issue.record("\(error): \(text)")
    }
    #expect(ContinuousClock.now - start < .seconds(10), "\(text)")
  }

  /// Places lie in the text, in order; what is shown is bounded.
  private func check(_ diagnostics: [Diagnostic], _ text: String) {
    let ranges = diagnostics.compactMap(\.span?.range)
    #expect(ranges.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= text.utf8.count }, "\(text)")
    #expect(ranges.map(\.lowerBound) == ranges.map(\.lowerBound).sorted(), "\(text)")
    #expect(diagnostics.allSatisfy { $0.rendered.utf8.count < 3000 && !$0.cause.isEmpty }, "\(text)")
  }

  @Test func soups() {
    var random = RandomStream(seed: 11, purpose: "soup")
    for _ in 0..<Self.count { tries(soup(&random)) }
  }

  @Test func mutatedScripts() throws {
    let scripts = try ScriptTests.scripts.map {
      String(decoding: try WholeFile.read("\(ScriptTests.folder)/\($0)"), as: UTF8.self)
    }
    var random = RandomStream(seed: 12, purpose: "mutated scripts")
    for _ in 0..<Self.count {
      let lines = scripts[random.below(scripts.count)].split(separator: "\n")
      let start = random.below(lines.count)
      tries(mutated(lines[start..<min(lines.count, start + 8)].joined(separator: "\n"), &random))
    }
  }
}
