import EtudeCore
import EtudeLanguage
import EtudeSession
import EtudeSound
import EtudeVerbs
import Foundation
import Testing

/// Names of any characters go out to a terminal, a page, a notebook, a table and JSON, and each holds them as they are.
@Suite("Random names in everything that is written") struct EscapeLawTests {
  private static let pieces = [
    "a", "B", "é", "e\u{301}", " ", "\t", "\n", "\r", "\r\n", ",", ";", "\"", "\"\"", "'", "\\", "\\n", "{x}",
    "=",
    "#", "🎵", "\u{A0}", "ジャズ", "\u{1}", "\u{1B}[31m", "\u{202E}", "<b>", "</script>", "&amp;", "&", "<!--",
    "]]>",
    "`", "```", "*", "_", "|", "$x$", "[1]", "\u{2028}", "\u{7F}", "\u{9B}", "%s", "\u{200F}",
  ]

  private static func name(_ stream: inout RandomStream, _ ending: String) -> String {
    // A letter at each end: what readers of tables strip is another matter.
    "q" + (0...stream.below(6)).map { _ in pieces[stream.below(pieces.count)] }.joined() + ending
  }

  @Test(arguments: 0..<12) func everywhere(number: Int) throws {
    let bench = try Bench()
    var stream = RandomStream(seed: UInt64(number), purpose: "names")
    let genres = [Self.name(&stream, "x"), Self.name(&stream, "y")]
    let songs = (0..<4).map { [genres[$0 % 2], Self.name(&stream, "t\($0)"), Self.name(&stream, "u\($0)")] }
    for place in songs.indices {
      let tone = (0..<22_050).map { Float($0 % (50 + 7 * place)) / 100 }
      try AudioFile.write(Sound(samples: tone, rate: 22_050), to: "\(bench.folder)/\(place).wav")
    }
    let rows = songs.enumerated().map { ["\($0).wav"] + $1 }
    try WholeFile.write(
      CSV.text([["file", "label", "track", "artist"]] + rows), to: bench.folder + "/m.csv")
    let shown = Lines()
    let environment = Environment(
      work: Work(threads: 1, store: bench.cache), readingFolder: bench.folder, writingFolder: bench.folder,
      show: { shown.add($0) })
    let session = Session(vocabulary: .standard, environment: environment, report: { shown.add($0.rendered) })
    let status = session.runStatements(
      """
      songs = load "m.csv"
      songs.genres
      songs[0]
      cv = crossval (stats | classify) (songs | spectrogram) folds: 2 epochs: 1 by: "item"
      report cv
      export cv to: "cv.json"
      export cv to: "cv.csv"
      export songs to: "songs.csv"
      export session to: "s.html"
      export session to: "s.ipynb"
      export session to: "s.md"
      """)
    #expect(status == .done, "\(shown.all)")
    for line in shown.all.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false) }) {
      #expect(String(line).onOneLine == line, "\(line.debugDescription)")
    }
    try checkResult(bench, songs)
    try checkPage(bench, genres)
  }

  private func text(_ bench: Bench, _ name: String) throws -> String {
    String(decoding: try bench.file(name), as: UTF8.self)
  }

  /// The same bytes; equal texts of Swift may be spelt otherwise.
  private func areSame(_ first: [[String]], _ second: [[String]]) -> Bool {
    first.map { $0.map { Array($0.utf8) } } == second.map { $0.map { Array($0.utf8) } }
  }

  private func checkResult(_ bench: Bench, _ songs: [[String]]) throws {
    let json = try JSONSerialization.jsonObject(with: Data(bench.file("cv.json"))) as? [String: Any]
    let items = try #require(json?["items"] as? [[String: Any]])
    let told = items.sorted { ($0["name"] as? String ?? "") < ($1["name"] as? String ?? "") }
      .map { item in ["label", "track", "artist"].map { item[$0] as? String ?? "" } }
    #expect(areSame(told, songs))
    // A table of Étude's is read again as it was.
    let again = bench.run("export (load \"songs.csv\") to: \"again.csv\"")
    #expect(again.error == nil)
    #expect(try bench.file("again.csv") == bench.file("songs.csv"))
  }

  /// The page has the tags that one of harmless names has, and both it and the notebook hold the names.
  private func checkPage(_ bench: Bench, _ genres: [String]) throws {
    let page = try text(bench, "s.html")
    let json = try JSONSerialization.jsonObject(with: Data(bench.file("s.ipynb"))) as? [String: Any]
    let cells = try #require(json?["cells"] as? [[String: Any]])
    let outputs = cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }.map { "\($0)" }.joined()
    #expect(!outputs.isEmpty)
    for genre in genres {
      let line = genre.onOneLine
      let escaped = line.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
        ">", with: "&gt;"
      )
      .replacing("\"", with: "&quot;")
      #expect(page.contains(escaped) || page.contains(escaped.replacing("&quot;", with: "\"")), "\(line)")
    }
    for piece in ["<b>", "</script>", "<!--"] { #expect(!page.contains("q" + piece)) }
    for character in page.unicodeScalars {
      #expect(character.value >= 32 || character == "\n" || character == "\t")
    }
  }
}
