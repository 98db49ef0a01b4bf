import Dispatch
import EtudeCore
import EtudeLanguage
import Glibc
import Synchronization
import Testing

/// Checking and running take time and memory that grow with the text, whatever it says.
@Suite struct BoundsTests {
  /// Runs a body that must end within so many seconds of this thread's work.
  private func within(_ limit: Double, _ body: () -> Void) {
    let start = ThreadClock.ofThisThread.seconds()
    body()
    #expect(ThreadClock.ofThisThread.seconds() - start < limit)
  }

  private func check(_ text: String) -> [Diagnostic] {
    do {
      return try Interpreter(vocabulary: TestVocabulary.whole).check(SourceText(name: "a", text: text))
        .warnings
    } catch { return error.diagnostics }
  }

  @Test(arguments: [
    ("x = \"a\"", "x = \"{x}{x}\"", 40), ("x = [1, 2]", "x = x + x", 26), ("x = [1]", "x = [x, x]", 60),
    ("x = [1]", "x = [x, x]; y = \"{x}\"", 60),
  ])
  func whatGrowsIsNoLongerFollowed(_ first: String, _ line: String, _ count: Int) {
    let text = first + "\n" + String(repeating: line + "\n", count: count)
    within(5) { #expect(check(text).isEmpty) }
  }

  /// Ctrl-C while a text is checked, here while a file is included, ends that at once.
  @Test func checkingStops() throws {
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    let cancellation = Cancellation()
    interpreter.cancellation = cancellation
    let many = (0..<20_000).map { "x\($0) = \($0)\ny\($0) = unknown\($0)\n" }.joined()
    let source = SourceText(name: "a", text: "include \"b\"\n" + many)
    do {
      _ = try interpreter.check(source) { name in
        cancellation.request()
        return SourceText(name: name, text: many)
      }
      Issue.record("it went to its end")
    } catch {
      #expect(error.diagnostics.map(\.exitStatus) == [.interrupted] && error.exitStatus == .interrupted)
      #expect(error.diagnostics.map(\.cause) == ["interrupted"])
    }
    cancellation.clear()
    #expect(throws: Never.self) { try interpreter.check(SourceText(name: "a", text: "x = 1\n")) }
  }

  /// Large texts of all kinds: much to scan, to read, to check, to report.
  private static let large: [(String, String, Int, String)] = [
    ("", "x = [1, 2, \"a {3} b\"] # remark\n", 60_000, ""), ("x = [", "1, ", 700_000, "1]"),
    ("x = \"", "ab c", 500_000, "\""), ("x = ", "(", 1_000_000, "1"), ("", "? $ é ", 200_000, ""),
    ("", "\n", 2_000_000, ""), ("x = \"", "{1 + 2} ", 250_000, "\""), ("x = a", " | gru", 300_000, ""),
    ("for i in [1] {\n", "  x = 1\n", 200_000, "}"), ("x = 1", " + 1", 500_000, ""),
    ("if yes { ", "unknown; ", 200_000, "}"), ("print", " 1", 1_000_000, ""), ("", "$", 3_900_000, ""),
    (
      String(repeating: "for i in [1] {\n", count: 150), "x = 1\n", 30_000, String(repeating: "}", count: 150)
    ),
  ]

  /// Ctrl-C at any moment of scanning, reading and checking is heard within 200 ms of the checking thread's work. Where other
  /// tests share the processor's caches it may be late once; what does not listen is late each time.
  @Test(arguments: large.indices) func everyStageStops(_ index: Int) {
    let (start, part, count, end) = Self.large[index]
    let source = SourceText(name: "a", text: start + String(repeating: part, count: count) + end)
    let limit = dlsym(nil, "__asan_init") == nil ? 0.2 : 1  // AddressSanitizer takes its time.
    for moment in [5, 60, 300, 900] {
      var soonest = Double.infinity
      for _ in 0..<4 where soonest >= limit {
        soonest = min(soonest, secondsToStop(checking: source, after: moment))
      }
      #expect(soonest < limit, "\(start)\(part) after \(moment) ms")
    }
  }

  /// How long this thread works on once it is told to stop, so many milliseconds after it began; 0 if it was done before.
  private func secondsToStop(checking source: SourceText, after moment: Int) -> Double {
    let clock = ThreadClock.ofThisThread
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    let cancellation = Cancellation()
    interpreter.cancellation = cancellation
    let pressed = Mutex<Double?>(nil)
    let isPressed = DispatchSemaphore(value: 0)
    DispatchQueue.global().async {
      usleep(useconds_t(moment * 1000))
      pressed.withLock { $0 = clock.seconds() }
      cancellation.request()
      isPressed.signal()
    }
    _ = try? interpreter.check(source)
    let ended = clock.seconds()
    isPressed.wait()
    return pressed.withLock { $0 }.map { ended - $0 } ?? 0
  }

  @Test func operandsAreCounted() {
    #expect(
      check("print" + String(repeating: " 1", count: 10_001)).map(\.cause) == [
        "more than 10000 operands of one verb"
      ])
    #expect(check("print" + String(repeating: " 1", count: 10_000)).isEmpty)
  }

  /// What is no longer followed has a type all the same.
  @Test func typesStay() {
    let text = "x = \"a\"\n" + String(repeating: "x = \"{x}{x}\"\n", count: 40) + "gru x"
    #expect(check(text).map(\.cause) == ["'units' takes a whole number, not a string"])
  }

  @Test func filesThatIncludeTheNextTwice() {
    var files: [String: String] = ["f20": "w = 1"]
    for number in 0..<20 { files["f\(number)"] = "include \"f\(number + 1)\"\ninclude \"f\(number + 1)\"" }
    let run = ScriptRunner("include \"f0\"", files: files)
    #expect(run.exitStatus == .staticError)
    #expect(
      run.remarks.contains { $0.contains("more than 1000 files are included | include each of them once") })
    let often = ScriptRunner(
      String(repeating: "include \"a\"\n", count: 100) + "print x", files: ["a": "x = 1"])
    #expect(often.output == ["1"])
  }

  @Test func listsWithinLists() {
    let run = ScriptRunner("x = [1]\n" + String(repeating: "x = [x]\n", count: 3000))
    #expect(run.remarks.first == "error 201:6: a list within more than 200 lists | take it out of one")
  }

  /// Distinct names, statements, turns and items by the hundred thousand.
  @Test func linear() {
    let count = 100_000
    let names = (0..<count).map { "x\($0) = \($0)\n" }.joined() + "print x\(count - 1)"
    within(20) { #expect(ScriptRunner(names).output == ["99999"]) }
    let list = (0..<count).map(String.init).joined(separator: ", ")
    let turns = "n = 0\nfor i in [\(list)] { n = n + i; m = \"{i}\" }\nprint n m"
    within(20) { #expect(ScriptRunner(turns).output == ["4999950000 99999"]) }
    let grown = "acc = []\nfor i in 1..\(count) { acc = acc + [i] }\nprint acc.count acc[-1]"
    within(20) { #expect(ScriptRunner(grown).output == ["100000 100000"]) }
    let both = "x = [\(list)]\ny = x + x\nprint y.count y[-1]"
    within(20) { #expect(ScriptRunner(both).output == ["200000 99999"]) }
    let loops = (0..<10_000).map { "x\($0) = 1\nfor i in [1, 2] { y\($0) = i }\n" }.joined()
    within(20) { #expect(ScriptRunner(loops).exitStatus == .done) }
  }

  @Test(arguments: ["a$b ", "q ", "(", "] ", "1 ", "\"{{", "x = y;", "5%3 "]) func manyErrors(_ part: String)
  {
    let found = check("print " + String(repeating: part, count: 4000))
    #expect(found.count <= 51)
    #expect(DiagnosticList(found).rendered().utf8.count < 100_000)
    let places = found.compactMap { $0.span?.range.lowerBound }
    #expect(places == places.sorted())
  }

  @Test func howManyMore() {
    let found = check(String(repeating: "foo\n", count: 60))
    #expect(found.count == 51)
    #expect(found.last?.rendered == "error: there are 10 more errors")
    let warnings = check(String(repeating: "gru = 1\n", count: 60))
    #expect(warnings.count == 51)
    #expect(warnings.last?.rendered == "warning: there are 10 more warnings")
  }

  /// Of millions of errors only so many are kept: it is said that there are more, whatever comes first.
  @Test func moreThanAreKept() {
    let stray = check(String(repeating: "$", count: 300_000))
    #expect(stray.count == 51 && stray.last?.rendered == "error: there are at least 19950 more errors")
    let unknown = check(String(repeating: "foo\n", count: 25_000))
    #expect(unknown.count == 51 && unknown.last?.rendered == "error: there are at least 19950 more errors")
    let warnings = check(String(repeating: "gru = 1\n", count: 12_000) + "foo")
    #expect(warnings.filter { $0.severity == .error }.map(\.cause) == ["unknown name 'foo'"])
    #expect(warnings.last?.rendered == "warning: there are at least 9950 more warnings")
    let text = String(repeating: "foo\n", count: 25_000) + "include \"absent\""
    #expect(ScriptRunner(text).exitStatus == .missingInput)
  }

  /// The exit code does not depend on which errors are told.
  @Test func exitStatusOfTheRest() {
    let text = String(repeating: "foo\n", count: 60) + "include \"absent\""
    #expect(ScriptRunner(text).exitStatus == .missingInput)
  }

  @Test func longLines() {
    let text = "print " + String(repeating: "1 ", count: 3000) + "foo " + String(repeating: "2 ", count: 3000)
    let lines = check(text)[0].rendered.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 200 })
    let carets = lines[2].prefix { $0 != "^" }.count
    #expect(lines[1].dropFirst(carets).hasPrefix("foo 2"))
    #expect(lines[1].hasSuffix("…") && lines[1].contains("| …"))
  }

  private static let utf16 = Array("print 1\n".utf16).flatMap { [UInt8($0 & 0xFF), 0] }
  private static let latin1 = Array("x = \"caf".utf8) + [0xE9, 0x22, 0x0A] + Array("foo\nbar".utf8)
  private static let files: [([UInt8], String)] = [
    ([0xFF, 0xFE, 0x70, 0x00], "the file is text in UTF-16, not in UTF-8"),
    (utf16, "the file is text in UTF-16, not in UTF-8"),
    ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0], "the file is not text"),
    (latin1, "the text is not UTF-8 from here on"),
  ]

  @Test(arguments: files)
  func notText(_ bytes: [UInt8], _ cause: String) throws {
    let interpreter = Interpreter(vocabulary: TestVocabulary.whole)
    do {
      _ = try interpreter.check(SourceText(name: "a", bytes: bytes))
      Issue.record("no error")
    } catch { #expect(error.diagnostics.map(\.cause) == [cause]) }
  }
}
