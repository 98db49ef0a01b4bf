import EtudeLanguage
import EtudeSession
import Foundation
import Testing

@Suite struct ExportTests {
  private func record() -> SessionRecord {
    let (session, _) = Seen.session()
    for cell in ["a = make\nb = make", "\"quote \\\" & <tag> \\t\"", "foo", "sketch"] {
      session.execute(cell)
    }
    return session.record
  }

  /// The structure that nbformat 4.5 asks for, read by an independent parser.
  @Test func notebook() throws {
    let json = try JSONSerialization.jsonObject(with: Data(try record().notebook().utf8))
    let notebook = try #require(json as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(cells.count == 4)
    #expect(cells[0]["source"] as? [String] == ["a = make\n", "b = make"])
    #expect(cells.map { $0["execution_count"] as? Int } == [1, 2, 3, 4])
    #expect(Set(cells.compactMap { $0["id"] as? String }).count == 4)
    let outputs = try #require(cells[1]["outputs"] as? [[String: Any]])
    #expect(outputs[0]["text"] as? [String] == ["quote \" & <tag> \t\n"])
    let errors = try #require(cells[2]["outputs"] as? [[String: Any]])
    #expect(errors[0]["output_type"] as? String == "error")
    let pictures = try #require(cells[3]["outputs"] as? [[String: Any]])
    let data = try #require(pictures.last?["data"] as? [String: Any])
    #expect(data["image/png"] as? String == "iVBORwE=")
  }

  /// Each warning is in its statement's cell, a picture without the warning that nobody sees it, and comments stay.
  @Test func cellsOfAScript() throws {
    let (session, seen) = Seen.session()
    session.showsPictures = false
    let script = """
      # Songs
      a = make; b = 3  # two
        # and a picture
      # of them

      sketch
      for i in [1] {
        # inside
        make = i
      }  # shadowed
      """
    #expect(session.runStatements(script) == 0)
    #expect(seen.all.count { $0.contains("warning") } == 2)
    #expect(
      session.cells.map(\.source) == [
        "# Songs\na = make", "b = 3  # two", "# and a picture\n# of them\nsketch",
        "for i in [1] {\n  # inside\n  make = i\n}  # shadowed",
      ])
    let warnings = session.cells.map { cell in
      cell.outputs.count { if case .diagnostic = $0 { true } else { false } }
    }
    #expect(warnings == [0, 0, 0, 1])
  }

  @Test func pages() throws {
    let html = try record().html()
    #expect(html.contains("&lt;tag&gt;"))
    #expect(html.contains("data:image/png;base64,iVBORwE="))
    #expect(html.contains("<pre class=\"error\">[3]:1:1: error: unknown name &#") == false)
    let markdown = try record().markdown()
    #expect(markdown.contains("```etude\na = make\nb = make\n```"))
    #expect(markdown.contains("unknown name 'foo'"))
  }

  @Test func equalSessionsGiveEqualBytes() throws {
    #expect(try record().notebook() == record().notebook())
    #expect(try record().html() == record().html())
  }
}
