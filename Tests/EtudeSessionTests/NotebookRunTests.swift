import EtudeCore
import EtudeLanguage
import EtudeSession
import Foundation
import Testing

/// Notebooks run as scripts.
@Suite struct NotebookRunTests {
  private func notebook(
    _ cells: [(count: Int?, source: String)], language: String = "etude", extra: [String: Any] = [:]
  ) throws -> String {
    let cells = cells.enumerated().map { index, cell -> [String: Any] in
      let isProse = cell.source.hasPrefix("md:")
      var object: [String: Any] = [
        "id": "c\(index)", "metadata": index == 0 ? extra : [:],
        "cell_type": isProse ? "markdown" : "code",
        "source": cell.source.replacing("md:", with: ""),
      ]
      if !isProse {
        object["outputs"] = [[String: Any]]()
        object["execution_count"] = cell.count ?? NSNull()
      }
      return object
    }
    let file: [String: Any] = [
      "nbformat": 4, "nbformat_minor": 5, "cells": cells,
      "metadata": ["kernelspec": ["name": language, "display_name": language, "language": language]],
    ]
    let path = try temporaryFolder() + "/a \"lab\".ipynb"
    try WholeFile.write(Array(try JSONSerialization.data(withJSONObject: file)), to: path)
    return path
  }

  @Test func cellsRunInOrder() throws {
    let path = try notebook([
      (nil, "md:# Title\ntext"), (3, "param n = 4\na = make size: n\n"), (5, "make size: n"), (nil, "md:end"),
    ])
    let (session, seen) = Seen.session()
    #expect(session.runScript(path, overrides: [("n", "6")]) == .done, "\(seen.all)")
    #expect(seen.all == ["made 6 seed 0"])
    #expect(
      session.cells.map(\.source) == [
        "# # Title\n# text", "param n = 4", "a = make size: n", "make size: n", "# end",
      ])
    #expect(try session.record.html().contains("<h1>Title</h1>"))
  }

  /// `_5` is the value of the cell whose prompt says 5, `_` that of the cell that ran before.
  @Test func valuesOfCells() throws {
    let path = try notebook([
      (5, "make size: 5 # five"), (2, "b = make size: 2"), (7, "join _5 _2; 3"), (6, "tell _"),
      (8, "join _5; _7"),
    ])
    let (session, seen) = Seen.session()
    #expect(session.runScript(path) == .done, "\(seen.all)")
    #expect(
      seen.all == [
        "made 5 seed 0", "made 5 seed 0 + made 2 seed 0", "3", "made 5 seed 0", "made 5 seed 0", "3",
      ])
    let missing = try notebook([(1, "make"), (2, "join _4")])
    let (other, errors) = Seen.session()
    #expect(other.checkScript(missing) == .staticError)
    #expect(errors.all.first?.contains(".ipynb[2]:1:6: error:") == true, "\(errors.all)")
  }

  /// A notebook that never ran has the numbers that its cells would get; what gives no value is passed over.
  @Test func valuesOfCellsThatNeverRan() throws {
    let path = try notebook([
      (nil, "make size: 5"), (nil, "md:prose"), (nil, "join _ _1"), (nil, "tell 3"), (nil, "join _1 _2"),
    ])
    let (session, seen) = Seen.session()
    #expect(session.runScript(path) == .done, "\(seen.all)")
    let (five, three) = ("made 5 seed 0", "3")
    #expect(seen.all == [five, "\(five) + \(five)", three, "\(five) + \(five) + \(five)"])
    let nothing = try notebook([(nil, "tell 3"), (nil, "tell _")])
    let (other, errors) = Seen.session()
    #expect(other.checkScript(nothing) == .staticError)
    #expect(
      errors.all.count == 1 && errors.all[0].contains("[cell 2]:1:6: error: '_' stands"), "\(errors.all)")
  }

  /// All errors are told before anything runs, each with its cell.
  @Test func errorsNameTheirCell() throws {
    let path = try notebook([(1, "tell 1"), (nil, "\nfoo"), (3, "bar")])
    let (session, seen) = Seen.session()
    #expect(session.runScript(path) == .staticError)
    #expect(seen.all.count == 2)
    #expect(seen.all[0].contains(".ipynb[cell 2]:2:1: error: unknown name 'foo'"))
    #expect(seen.all[1].contains(".ipynb[3]:1:1: error: unknown name 'bar'"))
  }

  @Test func magicsAndOtherLanguages() throws {
    let path = try notebook(
      [
        (1, "print(1)"), (2, "%matplotlib inline\n!pip install x\ntell 2"), (3, "%%bash\nls"), (4, "make?"),
        (5, ".vars"), (6, ""),
      ], extra: ["vscode": ["languageId": "python"]])
    let (session, seen) = Seen.session()
    #expect(session.runScript(path) == .done, "\(seen.all)")
    let told = seen.all.filter { $0.contains("warning") }
    #expect(told.count == 5)
    #expect(told[0].contains(".ipynb[1]:1:1: warning: this cell is written in python and is left out"))
    #expect(told[1].contains(".ipynb[2]:1:1: warning: this line is a magic of Jupyter's"))
    #expect(told[2].contains(".ipynb[2]:2:1: warning: this line is for a shell"))
    #expect(told[3].contains(".ipynb[3]:1:1: warning: this cell is a magic"))
    #expect(seen.all.last == "2")
  }

  @Test func whatIsNoNotebookForEtude() throws {
    let (session, seen) = Seen.session()
    #expect(session.runScript(try notebook([(1, "x = 1")], language: "python")) == .missingInput)
    #expect(seen.all[0].contains("is a notebook for python, not for Étude"))
    let path = try temporaryFolder() + "/x.ipynb"
    for text in ["", "[]", "{\"nbformat\": 3, \"worksheets\": []}", "{\"nbformat\": 4, \"cells\": [{}]}"] {
      try WholeFile.write(text, to: path)
      #expect(session.runScript(path) == .missingInput)
    }
    #expect(session.runScript("none.ipynb") == .missingInput)
  }

  /// What is exported runs again.
  @Test func exportedNotebooksRun() throws {
    let (session, seen) = Seen.session()
    for cell in ["# Songs\na = make size: 8", "tell a", "foo", "join _1 a"] { session.execute(cell) }
    let path = try temporaryFolder() + "/x.ipynb"
    try WholeFile.write(try session.record.notebook(), to: path)
    let (again, shown) = Seen.session()
    #expect(again.runScript(path) == .done, "\(shown.all)")
    #expect(shown.all.last == seen.all.last)
  }
}
