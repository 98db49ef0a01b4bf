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
