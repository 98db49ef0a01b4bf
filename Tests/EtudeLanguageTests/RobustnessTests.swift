import EtudeCore
import EtudeLanguage
import Foundation
import Testing

/// Any bytes at all are read, checked and answered.
@Suite struct RobustnessTests {
  /// How many scripts are damaged; `ETUDE_SCRIPTS` sets another number.
  static let count = ProcessInfo.processInfo.environment["ETUDE_SCRIPTS"].flatMap { Int($0) } ?? 3000

  @Test(arguments: ["(", "[", "-(", "for x in [1] {", "print [", "gru | ", "1 + (", "x[", "{"])
  func deepNesting(_ opening: String) {
    let run = ScriptRunner("x = " + String(repeating: opening, count: 10_000))
    #expect(run.exitStatus == .staticError)
    #expect(!run.diagnostics.isEmpty)
  }

  /// An option before the verb that has it.
  @Test(arguments: ["print units: 1 gru", "save units: 3 gru", "plot units: 1 units: 2 gru"])
  func optionsOfALaterVerb(_ text: String) {
    let run = ScriptRunner(text)
    #expect(run.exitStatus == .staticError && !run.diagnostics.isEmpty)
  }

  @Test(arguments: ["[0]", ".a", " | gru", " 1"]) func longChains(_ link: String) {
    let run = ScriptRunner("y = 1\nx = y" + String(repeating: link, count: 10_000))
    #expect(run.exitStatus == .staticError)
  }

  /// A flat chain is no nesting.
  @Test func flatChains() {
    let sum = String(repeating: " + 1", count: 10_000)
    #expect(ScriptRunner("print 1" + sum).output == ["10001"])
    #expect(ScriptRunner("print 1" + String(repeating: " * 2 / 2", count: 5000)).output == ["1"])
    #expect(ScriptRunner("print [1]" + String(repeating: " + [1]", count: 300)).exitStatus == .done)
    let pipe = String(repeating: " | gru", count: 999)
    let piped = ScriptRunner("net = gru" + pipe + "\nprint net.layers.count")
    #expect(piped.remarks == [])
    #expect(piped.output == ["1000"])
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    _ = ScriptRunner("x = 1 + gru" + pipe, interpreter: interpreter)
    #expect(ScriptRunner("x = 1" + sum + "\ny = x" + sum, interpreter: interpreter).exitStatus == .done)
    let saved = interpreter.record.map {
      Printer.text(of: $0, vocabulary: interpreter.vocabulary, writesDefaults: true)
    }
    #expect(saved == ["x = 1" + sum, "y = x" + sum])
  }

  @Test func closedNesting() {
    let deep = String(repeating: "(", count: 10_000) + "1" + String(repeating: ")", count: 10_000)
    #expect(ScriptRunner("print " + deep).exitStatus == .staticError)
    let shallow = String(repeating: "(", count: 50) + "1" + String(repeating: ")", count: 50)
    #expect(ScriptRunner("print " + shallow).output == ["1"])
  }

  @Test func notUTF8() {
    let source = SourceText(
      name: "a.etude", bytes: Array("print 1\nx = \"".utf8) + [0xFF, 0xFE] + Array("\"".utf8))
    #expect(throws: DiagnosticList.self) { try Interpreter(vocabulary: TestVocabulary.whole).check(source) }
    #expect(source.invalidByte == 13)
  }

  @Test func byteOrderMarkAndWindowsLines() {
    #expect(ScriptRunner("\u{FEFF}print 1\r\nprint 2\r\n").output == ["1", "2"])
  }

  /// Mutations of real scripts: bytes changed, cut, doubled. Nothing crashes, and every error has a place.
  @Test func mutations() throws {
    let scripts = try ScriptTests.scripts.map { try WholeFile.read("\(ScriptTests.folder)/\($0)") }
    var random = RandomStream(seed: 1, purpose: "mutations")
    let signs = Array("()[]{}|:;,.\"'\\#=+-*/<>!_%\n\r\t 09aeZ\u{0}\u{FF}é音".utf8)
    for _ in 0..<Self.count {
      let script = scripts[random.below(scripts.count)]
      let start = random.below(script.count)
      var bytes = Array(script[start..<min(script.count, start + 400)])
      for _ in 0...random.below(6) where !bytes.isEmpty {
        let place = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes[place] = signs[random.below(signs.count)]
        case 1: bytes.insert(signs[random.below(signs.count)], at: place)
        case 2: bytes.remove(at: place)
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 20)], at: place)
        }
      }
      let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
      do {
        let program = try interpreter.check(SourceText(name: "m", bytes: bytes)) { _ in
          throw Failure("no file")
        }
        try interpreter.run(program, in: Environment())
      } catch let list as DiagnosticList {
        #expect(list.diagnostics.contains { $0.severity == .error && $0.span != nil })
        #expect(!list.rendered().isEmpty)
      } catch let failure as LocatedFailure {
        #expect(failure.span != nil)
      }
    }
  }

  @Test func completionsAnywhere() throws {
    let text = "net = mobilenetv2 | freeze\nplot (confusion net) to: \"a b\"; crossval net folds: [1, 2]"
    for cursor in 0...text.utf8.count {
      let found = Completion.at(
        cursor, in: text, vocabulary: TestVocabulary.whole, names: ["net": .kind(Kinds.model)])
      #expect(found.range.upperBound <= text.utf8.count)
    }
  }
}
