import EtudeCore
import EtudeSession
import Glibc
import Testing

@Suite("History file")
struct HistoryFileTests {
  /// A fresh folder under the temporary folder, removed at the end.
  private func inFolder(_ body: (String) throws -> Void) throws {
    var template = Array("/tmp/etude-history-XXXXXX".utf8CString)
    let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    defer {
      for name in Folder.names(in: folder + "/etude") { unlink("\(folder)/etude/\(name)") }
      rmdir(folder + "/etude")
      chmod(folder, 0o700)
      rmdir(folder)
    }
    try body(folder + "/etude/history")
  }

  @Test("What is added is read back, line ends and backslashes too")
  func roundTrip() throws {
    try inFolder { path in
      let cells = ["print 1", "for x in [1] {\n  print \"a\\n\"\n}", "\\n \\\\", "größer › 音"]
      for cell in cells { HistoryFile(path: path).append(cell) }
      #expect(HistoryFile(path: path).load() == cells)
    }
  }

  @Test("Two sessions at once lose nothing")
  func together() throws {
    try inFolder { path in
      _ = try parallelMap(4, threads: 4) { session in
        for cell in 0..<100 { HistoryFile(path: path).append("print \(session * 100 + cell)") }
      }
      let cells = HistoryFile(path: path).load()
      #expect(Set(cells) == Set((0..<400).map { "print \($0)" }))
      #expect(cells.count == 400)
    }
  }

  @Test("The file is bounded: past twice the limit it is cut to the limit's newest")
  func bounded() throws {
    try inFolder { path in
      let history = HistoryFile(path: path, limit: 10)
      for cell in 0..<21 { history.append("print \(cell)") }
      #expect(history.load() == (11..<21).map { "print \($0)" })
      let bytes = try WholeFile.read(path)
      #expect(bytes.filter { $0 == 10 }.count == 10)
    }
  }

  @Test("A line cut short by a crash spoils no other, and bytes that are no text do no harm")
  func damaged() throws {
    try inFolder { path in
      try WholeFile.write([0xFF, 0x00, 10] + Array("print 1\nprint (".utf8), to: path)
      HistoryFile(path: path).append("print 2")
      #expect(HistoryFile(path: path).load().suffix(3) == ["print 1", "print (", "print 2"])
    }
  }

  @Test("Where nothing can be written, nothing is kept and nothing fails")
  func unwritable() {
    let history = HistoryFile(path: "/dev/null/etude/history")
    history.append("print 1")
    #expect(history.load().isEmpty)
  }
}
