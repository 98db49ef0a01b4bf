import EtudeCore
import EtudeLanguage
import EtudeSession
import EtudeVerbs
import Foundation
import Synchronization
import Testing

/// A session in files: a notebook, a page, a text; a script that replays to the same digests.
@Suite("A session in files") struct SessionFilesTests {
  private let folder = NSTemporaryDirectory() + "etude-session-" + UUID().uuidString

  private func session() throws -> (session: Session, shown: Lines) {
    try WholeFile.makeFolder(folder)
    let shown = Lines()
    let environment = Environment(
      work: Work(threads: 1, store: ResultStore(folder: folder + "/cache")), readingFolder: folder,
      writingFolder: folder, show: { shown.add($0) })
    return (
      Session(vocabulary: .standard, environment: environment, report: { shown.add($0.rendered) }), shown
    )
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try WholeFile.read(folder + "/" + name), as: UTF8.self)
  }

  @Test func exports() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (session, shown) = try session()
    let script = """
      songs = demo genres: 2 clips: 2 length: 1s
      print "a < b"
      plot songs[0]
      export session to: "s.ipynb"
      export session to: "s.html"
      export session to: "s.md"
      """
    #expect(session.runStatements(script) == .done, "\(shown.all)")
    #expect(shown.all == ["a < b"])
    let json = try JSONSerialization.jsonObject(with: Data(try text("s.ipynb").utf8))
    let cells = try #require((json as? [String: Any])?["cells"] as? [[String: Any]])
    #expect(cells.count == 3)
    let outputs = try #require(cells[2]["outputs"] as? [[String: Any]])
    let data = try #require(outputs.first?["data"] as? [String: Any])
    let png = try #require(Data(base64Encoded: data["image/png"] as? String ?? ""))
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(try text("s.html").contains("a &lt; b"))
    #expect(try text("s.html").contains("<img alt=\"picture"))
    #expect(try text("s.md").contains("```etude\nplot songs[0]\n```"))
    #expect(session.runStatements("export session to: \"s.csv\"") == .staticError)
  }

  @Test("A comparison is exported pair by pair, and a ranking says what its network has learnt")
  func comparisons() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (session, shown) = try session()
    let script = """
      songs = demo genres: 2 clips: 4 length: 1s
      mels = songs | spectrogram
      sweep = compare (crossval (stats | classify) mels folds: 2 epochs: 2 lr: [1e-1, 1e-2, 1e-3])
      export sweep to: "pairs.csv"
      export sweep to: "pairs.json"
      net = fit (stats | classify) mels epochs: 2 validation: 0%
      print (ranking songs with: net)
      idx = index songs with: net
      print (ranking idx)
      print (ranking songs)
      votes = vote (crossval (stats | classify) mels folds: 2 epochs: 2) method: "majority"
      """
    #expect(session.runStatements(script) == .done, "\(shown.all)")
    let lines = try text("pairs.csv").split(whereSeparator: \.isNewline)
    #expect(lines.count == 4)
    #expect(lines[0] == "better,worse,difference,from,to,t,p,p (Holm),effect,fold 0,fold 1")
    let json = try JSONSerialization.jsonObject(with: Data(try text("pairs.json").utf8)) as? [String: Any]
    #expect((json?["pairs"] as? [Any])?.count == 3 && (json?["results"] as? [Any])?.count == 3)
    let leakage = "leakage: the network was trained on 8 of these 8 songs (100 %)"
    #expect(shown.all.suffix(3).map { $0.contains(leakage) } == [true, true, false])
    #expect(session.runStatements("print votes.log_loss") == .failed)
    #expect(shown.all.last?.contains("votes have no log loss") == true)
  }

  @Test func replays() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (session, shown) = try session()
    let script = """
      seed 5
      songs = demo genres: 2 clips: 3 length: 1s
      save songs[0] to: "a.flac"
      clip = load "a.flac"
      mels = songs | spectrogram
      net = fit (stats | classify) mels epochs: 2 validation: 0%
      save net to: "net.safetensors"
      again = load "net.safetensors"
      cv = crossval (stats | classify) mels folds: 3 epochs: 1
      save session to: "work.etude"
      replay "work.etude" check: yes
      """
    #expect(session.runStatements(script) == .done, "\(shown.all)")
    let row = try #require(
      shown.all.last?.split(separator: "\n").last?.split(separator: " ").compactMap { Int($0) })
    #expect(row.count == 3)
    #expect(row[1] >= 6)
    #expect(row[2] == 0)
    let changed = try text("work.etude").replacingOccurrences(of: "epochs: 2", with: "epochs: 3")
    try WholeFile.write(Array(changed.utf8), to: folder + "/changed.etude")
    #expect(session.runStatements("replay \"changed.etude\" check: yes") == .failed)
    #expect(shown.all.last?.contains("'net'") == true, "\(shown.all)")
  }
}
