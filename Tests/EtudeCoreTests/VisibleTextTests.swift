import EtudeCore
import Synchronization
import Testing

@Suite("Text of others on one line")
struct VisibleTextTests {
  @Test(
    "Control characters and what turns text about are escaped, all else stays",
    arguments: [
      ("drum and\nbass", #"drum and\nbass"#), ("a\r\nb\tc", #"a\r\nb\tc"#),
      ("\u{1B}[31mred", #"\u{1B}[31mred"#),
      ("a\u{202E}b\u{2028}c", #"a\u{202E}b\u{2028}c"#), ("\u{7F}\u{85}\0", #"\u{7F}\u{85}\u{0}"#),
      ("民谣 موسيقى 👨‍👩‍👧 é", "民谣 موسيقى 👨‍👩‍👧 é"), ("نمی\u{200C}دانم", "نمی\u{200C}دانم"), ("", ""),
    ])
  func escapes(text: String, shown: String) {
    #expect(text.onOneLine == shown)
    #expect(shown.onOneLine == shown)
  }

  @Test("Warnings and errors are on one line, whatever names are in them")
  func messages() {
    let heard = Mutex<[String]>([])
    let work = Work { event in
      if case .warning(let text) = event { heard.withLock { $0.append(text) } }
    }
    work.warn("two\nlines")
    #expect(heard.withLock { $0 } == [#"two\nlines"#])
    let failure = Failure("no\nfile", fix: "name\tone")
    #expect(failure.cause == #"no\nfile"# && failure.fix == #"name\tone"#)
  }
}
