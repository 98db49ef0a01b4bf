import EtudeCore
import EtudeLessons
import Foundation
import Testing

/// Lessons as notebooks and as the pages in Docs/Lessons.
@Suite("Lessons as documents") struct LessonDocumentTests {
  private static let folder =
    (0..<3).reduce(#filePath) { path, _ in Paths.folder(of: path) } + "/Docs/Lessons"

  @Test("A notebook has every line, none of them run", arguments: Lesson.names)
  func notebook(_ name: String) throws {
    let lesson = try Lesson.named(name)
    let text = lesson.notebook
    let notebook = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let cells = notebook?["cells"] as? [[String: Any]] ?? []
    let code = cells.filter { $0["cell_type"] as? String == "code" }
    #expect(code.allSatisfy { ($0["outputs"] as? [Any])?.isEmpty == true })
    let source = cells.compactMap { $0["source"] as? String }.joined(separator: "\n")
    for line in lesson.lines { #expect(source.contains(line), "\(line)") }
  }

  @Test("A page is the same where a line takes its time")
  func withoutTimes() {
    let quick = "```\n1\n```\n\n```etude\nx\n```\n"
    let slow = "```\n1\n```\n\n*1.25 s*\n\n```etude\nx\n```\n\n*12.5 s*\n"
    #expect(Lesson.withoutTimes(slow) == quick && Lesson.withoutTimes(quick) == quick)
  }

  @Test("The page in Docs/Lessons has the lesson's text and lines, in order", arguments: Lesson.names)
  func page(_ name: String) throws {
    let lesson = try Lesson.named(name)
    let page = String(decoding: try WholeFile.read("\(Self.folder)/\(name).md"), as: UTF8.self)
    let hint = "made anew by: etude lesson \(name) --page --out Docs/Lessons"
    var rest = page[...]
    func find(_ text: String) {
      guard let place = rest.firstRange(of: text.replacing("<", with: "\\<")) ?? rest.firstRange(of: text)
      else {
        Issue.record("\(text) is not there; \(hint)")
        return
      }
      rest = rest[place.upperBound...]
    }
    find(lesson.title)
    find(lesson.summary)
    for part in lesson.parts {
      switch part {
      case .text(let text), .meaning(let text): find(text)
      case .question(let question): for text in [question.text] + question.choices { find(text) }
      case .lines(let lines), .claims(let lines): for line in lines { find(line) }
      case .task(let task): for text in [task.text] + task.answer + task.checks { find(text) }
      }
    }
  }

  @Test("Pictures of the pages are small, and each is shown") func pictures() throws {
    let files = Folder.names(in: Self.folder)
    let pages = try files.filter { $0.hasSuffix(".md") }.map {
      String(decoding: try WholeFile.read("\(Self.folder)/\($0)"), as: UTF8.self)
    }.joined()
    for picture in files where !picture.hasSuffix(".md") {
      #expect(pages.contains("(\(picture))"), "\(picture)")
      #expect(try WholeFile.read("\(Self.folder)/\(picture)").count <= 130_000, "\(picture)")
    }
    for name in Lesson.names { #expect(pages.contains("(\(name).md)"), "README.md does not list \(name)") }
  }
}
