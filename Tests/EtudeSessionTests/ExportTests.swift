import EtudeLanguage
import EtudeSession
import Foundation
import Testing

@Suite struct ExportTests {
  private func record(_ cells: [String]) -> SessionRecord {
    let (session, _) = Seen.session()
    for cell in cells { session.execute(cell) }
    return session.record
  }

  private static let cells = [
    "# ## Songs & <script>alert(1)</script>\n# of *mine*\na = make\nb = make",
    "\"quote \\\" & <tag> \\t\"", "a[3]", "sketch", "grid", "play tune", "complain", "c = foo", "make?",
  ]

  private func notebook(all: Bool = false, _ cells: [String] = cells) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(try record(cells).notebook(all: all).utf8))
    let notebook = try #require(json as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    return try #require(notebook["cells"] as? [[String: Any]])
  }

  private func outputs(_ cell: [String: Any]) throws -> [[String: Any]] {
    try #require(cell["outputs"] as? [[String: Any]])
  }

  /// The structure that nbformat 4.5 asks for, read by an independent parser.
  @Test func notebookOfEverything() throws {
    let cells = try notebook()
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown"] + Array(repeating: "code", count: 6))
    #expect(
      cells[0]["source"] as? [String] == ["## Songs & \\<script>alert(1)\\</script>\n", "of *mine*"])
    #expect(cells[1]["source"] as? [String] == ["a = make\n", "b = make"])
    #expect(cells.dropFirst().map { $0["execution_count"] as? Int } == [1, 2, 4, 5, 6, 7])
    #expect(Set(cells.compactMap { $0["id"] as? String }).count == cells.count)
    #expect(try outputs(cells[2])[0]["text"] as? [String] == ["quote \" & <tag> \t\n"])
    let data = try [3, 4, 5].map { try #require(outputs(cells[$0])[0]["data"] as? [String: Any]) }
    #expect(data[0]["image/png"] as? String == "iVBORwE=")
    let table = try #require(data[1]["text/html"] as? [String]).joined()
    #expect(table.contains("<th class=\"n\">songs</th>"))
    #expect(table.contains("<td>&lt;b&gt;blues&lt;/b&gt; | x</td>"))
    #expect(data[1]["text/plain"] as? [String] == ["genre  songs\n", "blues  10"])
    #expect((data[2]["text/html"] as? [String])?.joined().contains("data:audio/wav;base64,UklGRg==") == true)
    #expect(try outputs(cells[6])[0]["name"] as? String == "stderr")
  }

  /// Typos, help and what was given up are there when they are asked for.
  @Test func typosAndHelp() throws {
    let (session, _) = Seen.session()
    for cell in Self.cells { session.execute(cell) }
    session.abandon("a = make (")
    let document = try SessionDocument(session.record, all: true)
    for text in ["c = foo", "unknown name", "make: makes a thing", "a = make (", "a[3]"] {
      #expect(document.markdown(named: "x").text.contains(text), "\(text)")
      #expect(try session.record.markdown().text.contains(text) == false, "\(text)")
    }
    #expect(session.history.count == 8)
  }

  /// What failed while running is left out, so that the notebook runs; all of it holds the error too.
  @Test func failures() throws {
    let script = ["x = [1]", "x[3]", "y = x[4]", "z = x[0]"]
    #expect(try notebook(script).compactMap { $0["source"] as? [String] } == [["x = [1]"], ["z = x[0]"]])
    let cells = try notebook(all: true, script)
    #expect(cells.count == 4)
    #expect(try outputs(cells[1])[0]["output_type"] as? String == "error")
  }

  /// A cell that failed stays where something that it bound is needed.
  @Test func failedCellsThatBound() throws {
    let cells = try notebook(["x = [1]\nx[3]", "for i in [1, 0] { y = 6 / i }", "y", "print 1; x[3]"])
    #expect(cells.count == 3)
  }

  /// Each warning is in its statement's cell, a picture without the warning that nobody sees it, and comments stay.
  @Test func cellsOfAScript() throws {
    let (session, seen) = Seen.session()
    session.showsPictures = false
    let script = """
      # Songs

      # of mine
      a = make; b = 3  # two
        # and a picture
      # of them

      sketch
      for i in [1] {
        # inside
        make = i
      }  # shadowed

      # The end
      """
    #expect(session.runStatements(script) == .done)
    #expect(seen.all.count { $0.contains("warning") } == 2)
    #expect(
      session.cells.map(\.source) == [
        "# Songs\n\n# of mine\na = make", "b = 3  # two", "# and a picture\n# of them\nsketch",
        "for i in [1] {\n  # inside\n  make = i\n}  # shadowed", "# The end",
      ])
    let warnings = session.cells.map { cell in
      cell.outputs.count { if case .diagnostic = $0 { true } else { false } }
    }
    #expect(warnings == [0, 0, 0, 1, 0])
    let text = try session.record.markdown().text
    #expect(text.contains("Songs\n\nof mine\n\n```etude\na = make\n```"))
    #expect(text.hasSuffix("The end\n\n"))
  }

  @Test func page() throws {
    let html = try record(Self.cells).html()
    #expect(html.contains("<title>Songs &amp; &lt;script&gt;alert(1)&lt;/script&gt;</title>"))
    #expect(html.contains("<h2>Songs &amp; &lt;script&gt;alert(1)&lt;/script&gt;</h2>"))
    #expect(html.contains("<p>of <em>mine</em></p>"))
    #expect(html.contains("data:image/png;base64,iVBORwE="))
    #expect(html.contains("<audio controls"))
    #expect(html.contains("warning: too &lt;short&gt;"))
    #expect(html.contains("a = <span class=\"verb\">make</span>"))
    #expect(html.contains("<caption>A &amp; B</caption>"))
    // Nothing is fetched and nothing runs.
    for word in ["http:", "https:", "<script", "<link", "@import", "url(", "<b>blues"] {
      #expect(!html.contains(word), "\(word)")
    }
  }

  @Test func textWithFilesBeside() throws {
    let files = try record(Self.cells).markdown(named: "my lab")
    #expect(files.files.map(\.name) == ["my lab-1.png", "my lab-2.wav"])
    #expect(files.text.contains("![a sketch](my%20lab-1.png)"))
    #expect(files.text.contains("[tune \\<1\\>](my%20lab-2.wav)"))
    #expect(files.text.contains("| genre | songs |\n| --- | ---: |\n| \\<b\\>blues\\</b\\> \\| x | 10 |"))
    #expect(files.text.contains("```etude\na = make\nb = make\n```"))
    #expect(try record(["a = make"]).markdown().text.hasPrefix("# Étude session\n"))
  }

  /// A loop over many sounds does not fill the page, and what cannot be heard any more is named.
  @Test func sounds() throws {
    let html = try record([
      "for i in 1..30 { tune }".replacing("1..30", with: "\(Array(1...30))"), "tune lost: yes",
    ])
    .html()
    #expect(html.split(separator: "<audio").count - 1 == 10)
    #expect(html.split(separator: "tune &lt;1&gt;").count - 1 == 31)
  }

  @Test func equalSessionsGiveEqualBytes() throws {
    #expect(try record(Self.cells).notebook() == record(Self.cells).notebook())
    #expect(try record(Self.cells).html() == record(Self.cells).html())
  }

  @Test func times() {
    #expect(Elapsed.text(0.0123) == "12 ms")
    #expect(Elapsed.text(1.254) == "1.25 s")
    #expect(Elapsed.text(59.999) == "1 min")
    #expect(Elapsed.text(3723) == "1 h 2 min")
  }
}
