import EtudeCore
import EtudeKernel
import EtudeLanguage
import EtudeSession
import Glibc
import Synchronization
import Testing

@Suite("A kernel and its front ends", .serialized)
struct KernelTests {
  @Test("A cell's result, what it prints, tables, sound and pictures each have their form")
  func forms() throws {
    let client = try Client()
    let (reply, result) = try client.run("6 * 7")
    #expect(reply.text("status") == "ok" && reply.content.contains("\"execution_count\": 1"))
    #expect(result.map(\.type) == ["execute_result"])
    #expect(result[0].content.contains(#""text/plain": "42""#))
    let printed = try client.run("print 1 2\nprint 3\n5\ntone").1
    #expect(printed.map(\.type) == ["stream", "display_data", "execute_result"])
    #expect(printed[0].text("text") == "1 2\n3\n" && printed[0].text("name") == "stdout")
    let table = try client.run("names").1
    #expect(table.map(\.type) == ["execute_result"])
    #expect(table[0].content.contains("<td>&lt;script&gt;</td>"))
    let song = try client.run("song").1[0].content
    #expect(song.contains("<audio controls src=") && song.contains("song &lt;b&gt;one&lt;/b&gt;"))
    let picture = try client.run("sketch").1
    #expect(
      picture.map(\.type) == ["display_data"] && picture[0].content.contains(#""image/png": "iVBORw==""#))
    let warning = try client.run("warn").1
    #expect(warning.map { $0.text("name") } == ["stderr"])
    #expect(warning[0].text("text") == "warning: mind the gap\n")
    #expect(try client.end() == 0)
  }

  @Test("An error shows Étude's diagnostic; cells that were sent before it was known are not run")
  func errors() throws {
    let client = try Client()
    let names = ["fail", "1", "print 2"].map { client.start("execute_request", "{\"code\": \"\($0)\"}") }
    let (failed, shown) = try client.answer(to: names[0])
    #expect(failed.text("status") == "error" && failed.text("evalue") == "it failed")
    #expect(shown.last?.type == "error")
    #expect(shown.last?.content.contains("\\u001b[1;31merror:\\u001b[0m it failed") == true)
    for name in names[1...] { #expect(try client.answer(to: name).0.text("status") == "aborted") }
    let kept = ["fail", "7"].map {
      client.start("execute_request", "{\"code\": \"\($0)\", \"stop_on_error\": false}")
    }
    #expect(try client.answer(to: kept[0]).0.text("status") == "error")
    #expect(try client.answer(to: kept[1]).0.text("status") == "ok")
    #expect(try client.end() == 0)
  }

  @Test("Session commands work in cells; those of a terminal say where they belong")
  func commands() throws {
    let client = try Client()
    _ = try client.run("x = 5\ny = x + 1")
    let listed = try client.run(".vars").1
    #expect(listed.map(\.type) == ["stream"] && listed[0].text("text")?.contains("y  number  6") == true)
    _ = try client.run("x = 7")
    let refreshed = try client.run(".refresh").1
    #expect(refreshed.contains { $0.text("text")?.contains("y = x + 1") == true })
    let (next, result) = try client.run("y")
    #expect(result.last?.content.contains("\"8\"") == true && next.text("status") == "ok")
    #expect(try client.run(".forget y").0.text("status") == "ok")
    let (wrong, _) = try client.run(".frobnicate")
    #expect(wrong.text("status") == "error" && wrong.text("evalue") == "unknown command '.frobnicate'")
    #expect(try client.run(".time x + 1").1.contains { $0.text("text")?.contains(" ms") == true })
    #expect(try client.end() == 0)
  }

  @Test("Silent cells show nothing, take no number and keep what they bind; help is a page")
  func silence() throws {
    let client = try Client()
    let (reply, shown) = try client.run("x = 5\nprint x", #", "silent": true"#)
    #expect(reply.text("status") == "ok" && shown.isEmpty)
    let (next, result) = try client.run("x + 1")
    #expect(next.content.contains("\"execution_count\": 1") && result[0].content.contains("\"6\""))
    let (help, page) = try client.run("?tone")
    #expect(page.isEmpty && help.content.contains("tone: makes a tone"))
    #expect(try client.end() == 0)
  }

  @Test("Work is interrupted from the control channel; its progress is one display that changes")
  func interrupts() throws {
    let client = try Client()
    let name = client.start("execute_request", #"{"code": "wait"}"#)
    usleep(1_500_000)
    #expect(try client.ask("kernel_info_request", "{}", urgently: true).0.text("protocol_version") == "5.4")
    #expect(try client.ask("interrupt_request", "{}", urgently: true).0.text("status") == "ok")
    let (reply, shown) = try client.answer(to: name)
    #expect(reply.text("ename") == "interrupted")
    let progress = shown.filter { $0.content.contains("display_id") }
    #expect(progress.first?.type == "display_data" && progress.count >= 3)
    #expect(progress.dropFirst().allSatisfy { $0.type == "update_display_data" })
    #expect(progress.first?.content.contains("wait &lt;i&gt;") == true)
    #expect(progress.last?.content.contains("stopped after") == true)
    #expect(shown.filter { $0.text("text") == "waiting\n" }.count == 1)
    #expect(try client.run("1").0.text("status") == "ok")
    #expect(try client.end() == 0)
  }

  @Test("A kernel ends while it works")
  func ending() throws {
    let client = try Client()
    _ = client.start("execute_request", #"{"code": "wait"}"#)
    usleep(200_000)
    #expect(try client.end() == 0)
  }

  @Test("Names, options and paths are completed where the cursor is, counted in scalars")
  func completion() throws {
    let client = try Client()
    _ = try client.run("größe = tone")
    let reply = try client.ask("complete_request", ##"{"code": "# 🎵\ngröße.te", "cursor_pos": 12}"##).0
      .content
    #expect(reply.contains(#""matches": ["text"]"#))
    #expect(reply.contains(#""cursor_start": 10, "cursor_end": 12"#))
    let option = try client.ask("complete_request", #"{"code": "tone s", "cursor_pos": 6}"#).0.content
    #expect(option.contains(#"{ "text": "size:", "type": "keyword" }"#))
    try WholeFile.write("", to: client.folder + "/song.wav")
    let path = try client.ask(
      "complete_request", #"{"code": "print '\#(client.folder)/song'", "cursor_pos": 36}"#)
    #expect(path.0.content.contains("song.wav\"]") || path.0.content.contains("song.wav'\"]"))
    for place in [-5, 1_000_000] {
      let far = try client.ask("complete_request", "{\"code\": \"tone\", \"cursor_pos\": \(place)}")
      #expect(far.0.text("status") == "ok")
    }
    #expect(try client.end() == 0)
  }

  @Test("A word is looked up: a verb's page, a name's value and maker")
  func inspection() throws {
    let client = try Client()
    _ = try client.run("a = tone size: 9")
    func look(_ code: String, _ place: Int) throws -> String {
      try client.ask("inspect_request", "{\"code\": \"\(code)\", \"cursor_pos\": \(place)}").0.content
    }
    #expect(try look("b = tone size: 3", 6).contains("tone: makes a tone"))
    #expect(try look("print a", 7).contains("made by\\n  a = tone size: 9"))
    #expect(try look("nothere", 2).contains("\"found\": false"))
    #expect(try look("", 0).contains("\"found\": false"))
    #expect(try client.end() == 0)
  }

  @Test(
    "Whether a cell is whole, goes on, or is wrong",
    arguments: [
      ("1 + 1", "complete"), ("?tone", "complete"), ("x = [1,", "incomplete"), ("x = = 1", "invalid"),
    ])
  func wholeness(code: String, status: String) throws {
    let client = try Client()
    #expect(try client.ask("is_complete_request", "{\"code\": \"\(code)\"}").0.text("status") == status)
    #expect(try client.end() == 0)
  }

  @Test("What is no request that can be dealt with is refused or passed over, and the kernel lives")
  func refusals() throws {
    let client = try Client()
    for type in ["execute", "complete", "inspect", "is_complete", "history", "nothing"] {
      for content in ["", "[]", "{}", #"{"code": 7}"#, #"{"hist_access_type": "all"}"#] {
        #expect(try client.ask(type + "_request", content).0.text("status") == "error", "\(type) \(content)")
      }
    }
    // Heard on its way and sent again: it runs once.
    let message = client.frames("execute_request", #"{"code": "n = 1"}"#)
    client.send(message.frames)
    #expect(try client.answer(to: message.name).0.text("status") == "ok")
    client.send(message.frames)
    client.send([[], Array("<IDS|MSG>".utf8)])
    client.send([[0xFF, 0xFE]])
    let (reply, _) = try client.run("2")
    #expect(reply.content.contains("\"execution_count\": 2"))
    #expect(try client.ask("comm_info_request", "{}").0.content.contains("\"comms\": {}"))
    #expect(try client.end() == 0)
  }

  @Test("Cells of this and of earlier sessions are told by their end, their place and a pattern")
  func history() throws {
    let client = try Client(history: true)
    try WholeFile.write("print 1\nprint 2\n", to: client.folder + "/history")
    for code in ["print 3", "4 * 5"] { _ = try client.run(code) }
    _ = try client.run("print 9", #", "store_history": false"#)
    func told(_ request: String) throws -> String {
      let content = try client.ask("history_request", request).0.content
      return content.replacing(#"{ "status": "ok", "history": "#, with: "").replacing("] }", with: "]")
    }
    #expect(
      try told(#"{"hist_access_type": "tail", "n": 3}"#)
        == #"[[1, 2, "print 2"], [2, 1, "print 3"], [2, 2, "4 * 5"]]"#)
    #expect(
      try told(#"{"hist_access_type": "range", "session": 0, "start": 2, "stop": 3, "output": true}"#)
        == #"[[2, 2, ["4 * 5", "20"]]]"#)
    #expect(
      try told(#"{"hist_access_type": "range", "session": -1, "start": 1, "stop": 2}"#)
        == #"[[1, 1, "print 1"]]"#)
    #expect(
      try told(#"{"hist_access_type": "search", "pattern": "print [13]", "n": 1}"#) == #"[[2, 1, "print 3"]]"#
    )
    #expect(
      HistoryFile(path: client.folder + "/history").load() == ["print 1", "print 2", "print 3", "4 * 5"])
    #expect(try client.end() == 0)
  }

  @Test(
    "The same statements give the same digest, from a kernel and from a session",
    arguments: [nil, 7] as [UInt64?])
  func digests(seed: UInt64?) throws {
    let code = "seed 3\nt = tone size: 4\ndigest t"
    let client = try Client(seed: seed)
    let fromKernel = try client.run(code).1.filter { $0.type == "stream" }.compactMap { $0.text("text") }
      .joined()
    #expect(try client.end() == 0)
    let shown = Shown()
    let session = Session(
      vocabulary: Tones.vocabulary, environment: Environment(show: { shown.add($0) }), seed: seed)
    session.execute(code)
    #expect(fromKernel.split(separator: "\n").last.map(String.init) == shown.last)
    #expect(shown.last?.hasPrefix("sha256:") == true)
  }

  private final class Shown: Sendable {
    private let lines = Mutex<[String]>([])
    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var last: String? { lines.withLock { $0.last } }
  }
}
